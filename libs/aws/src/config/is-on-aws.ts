/** AWS, "Service endpoints": the domains of its partitions, dual-stack ones too. */
const AWS_HOST = /(?:^|\.)(?:amazonaws\.com|amazonaws\.com\.cn|api\.aws|api\.amazonwebservices\.com\.cn)\.?$/;

/** Whether a process works on AWS itself, and not on a cloud of one's own: without an endpoint, or with one of AWS. */
export function isOnAws(environment: { readonly AWS_ENDPOINT_URL?: string }): boolean {
  const { AWS_ENDPOINT_URL: endpoint } = environment;
  if (endpoint === undefined) return true;
  return URL.canParse(endpoint) && AWS_HOST.test(new URL(endpoint).hostname);
}
