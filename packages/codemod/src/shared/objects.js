/** @typedef {import('../transform.js').J} J */
/** @typedef {any} Node of a syntax tree whose kind was looked at */

/**
 * The properties of an object that are written out, by name.
 *
 * @param {Node} object
 * @returns {Map<string, Node>}
 */
export function propertiesOf(object) {
  /** @type {Map<string, Node>} */
  const properties = new Map();
  for (const each of object?.properties ?? []) {
    const name = each.key?.name ?? each.key?.value;
    if (typeof name === 'string' && !each.computed) properties.set(name, each);
  }
  return properties;
}

/**
 * A property's value; of a method the function that it is.
 *
 * @param {J} j
 * @param {Node} property
 * @returns {Node}
 */
export function valueIn(j, property) {
  if (property.type !== 'ObjectMethod') return property.value;
  const made = j.functionExpression(null, property.params, property.body);
  made.async = property.async;
  return made;
}

/**
 * @param {J} j
 * @param {string} name
 * @param {Node} value
 */
export function property(j, name, value) {
  const shorthand = value.type === 'Identifier' && value.name === name;
  return Object.assign(j.objectProperty(j.identifier(name), value), { shorthand });
}
