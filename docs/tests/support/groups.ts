/** The pages whose examples run in one file of tests; each has about the same number. */
export const GROUPS = {
  'first steps': /^(?:docs\/getting-started.*|(?:.*\/)?README|SECURITY)\.md$/,
  guides: /^docs\/(?!getting-started|README)[^/]+\.md$/,
  migration: /^docs\/migration\/(?!README)[^/]+\.md$/,
  recipes: /^docs\/recipes\/(?!README)[^/]+\.md$/,
} as const satisfies Readonly<Record<string, RegExp>>;
