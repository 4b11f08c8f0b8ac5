import fc from 'fast-check';

// Always the same walks: a mutant is killed every time, or never. That it is killed is all that is asked,
// not by which walk in its shortest form.
fc.configureGlobal({ seed: 1, endOnFailure: true });
