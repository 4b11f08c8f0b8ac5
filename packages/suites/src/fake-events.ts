// The fields of the platform's events are getters of the prototype: whoever spreads an event gets nothing.

export class FakeMessageEvent {
  readonly #data: unknown;
  constructor(data: unknown) {
    this.#data = data;
  }
  get data() {
    return this.#data;
  }
}

export class FakeCloseEvent {
  readonly #close: readonly [code: number, reason: string, wasClean: boolean];
  constructor(...close: [code: number, reason: string, wasClean: boolean]) {
    this.#close = close;
  }
  get code() {
    return this.#close[0];
  }
  get reason() {
    return this.#close[1];
  }
  get wasClean() {
    return this.#close[2];
  }
}
