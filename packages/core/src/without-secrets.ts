/** A URL as it may be shown and logged: without its query, name and password, in which tokens travel. */
export function withoutSecrets(url: string): string {
  return url.replace(/\?.*/s, '?…').replace(/\/\/[^/]*@/, '//…@');
}
