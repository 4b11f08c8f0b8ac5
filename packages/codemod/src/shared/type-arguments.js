/** @typedef {any} Node of a syntax tree whose kind was looked at */

/**
 * Theirs are the type of the last message; ours come from the codec.
 *
 * @param {Node} call
 * @param {import('../transform.js').Tell} tell
 */
export function dropTypeArguments(call, tell) {
  if (!(call.typeParameters ?? call.typeArguments)) return;
  tell(
    call,
    'its type arguments were those of the last message: give them to json<Incoming, Outgoing>()',
  );
  call.typeParameters = null;
  call.typeArguments = null;
}
