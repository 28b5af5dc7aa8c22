/** The part of AWS a region belongs to: its ARNs' second field and its hosts' domain. */
export function partitionOf(region: string): { name: string; domain: string } {
  if (region.startsWith('cn-')) return { name: 'aws-cn', domain: 'amazonaws.com.cn' };
  return { name: region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws', domain: 'amazonaws.com' };
}
