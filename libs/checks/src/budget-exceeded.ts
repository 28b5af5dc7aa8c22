/** Thrown past a budget of requests, bytes or CPU time; the inspection turns it into `unverifiable`. */
export class BudgetExceeded extends Error {
  override readonly name = 'BudgetExceeded';
}
