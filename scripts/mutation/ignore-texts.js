// A text is for people, and its words are no promise: strings with a space in them are left as they are.

/** What Babel calls strings. */
const STRINGS = ['StringLiteral', 'TemplateLiteral'];

/** @param {{ node: { type: string } }} path of Babel; as a string it is the code */
function shouldIgnore(path) {
  return STRINGS.includes(path.node.type) && /\S \S/.test(String(path)) ? 'a text' : undefined;
}

export const strykerPlugins = [{ kind: 'Ignore', name: 'texts', value: { shouldIgnore } }];
