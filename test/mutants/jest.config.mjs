/** The unit tests alone, as Stryker runs them for each mutant. */
import config from '../../jest.config.mjs';

const unit = config.projects.find(({ displayName }) => displayName === 'unit');

export default {
  ...unit,
  rootDir: `${import.meta.dirname}/../..`,
  // These read the source text, which Stryker has changed, or take a minute for each mutant. The simulation has mutations of its own.
  testPathIgnorePatterns: ['/test/architecture/', '/test/simulation/', '/checks/watchdog', '/node_modules/'],
};
