/** The last line of a run, for people and for machines: `N passed, N failed`. */
export default class TallyReporter {
  onRunComplete(_contexts, results) {
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    const skipped = results.numPendingTests > 0 ? `, ${results.numPendingTests} skipped` : '';
    globalThis.airlockTestsFailed = failed > 0; // the stack's teardown keeps its log then
    // When the process ends, because Jest prints after its reporters.
    process.on('exit', () => {
      const { airlockStackProblems = 0 } = globalThis;
      process.stdout.write(
        `${results.numPassedTests} passed, ${failed + airlockStackProblems} failed${skipped}\n`,
      );
    });
  }
}
