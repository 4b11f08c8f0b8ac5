/** What relative URLs are relative to, where there is a page. */
export function pageUrl(): string | undefined {
  const { document, location } = globalThis as Partial<typeof globalThis>;
  return document?.baseURI ?? location?.href;
}
