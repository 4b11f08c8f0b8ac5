import { useSelector } from '@towline/react';
import { type Components, lettersOf, sameLetters } from '@towline/suites/conformance';

export function Letters({ view, show }: Components['Letters']) {
  const letters = useSelector(view, lettersOf, sameLetters);
  return <p>{show(letters.join(' '))}</p>;
}
