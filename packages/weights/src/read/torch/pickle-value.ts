/** A Python tuple. */
export class PickleTuple {
  constructor(readonly items: readonly PickleValue[]) {}
}

/** A Python class or function that a pickle names: a name only, never run. */
export class PickleGlobal {
  /** @param name module and name, e.g. `torch FloatStorage` */
  constructor(readonly name: string) {}
}

/** What an allowed global gives when a pickle calls it, or what a persistent id stands for. */
export abstract class PickleObject {}

/** What a pickle of weights is made of. */
export type PickleValue =
  | null
  | boolean
  | number
  | string
  | PickleTuple
  | PickleGlobal
  | PickleObject
  | PickleValue[]
  | Map<PickleValue, PickleValue>;
