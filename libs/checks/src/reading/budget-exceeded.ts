/** Thrown past a budget of requests, bytes, memory or steps; the inspection turns it into `unverifiable`. */
export class BudgetExceeded extends Error {
  override readonly name = 'BudgetExceeded';
}
