/** v2 parse parameters in the making, with the legacy parameters that they come from. */
export class ParameterDraft {
  readonly parameters: Record<string, unknown> = {};
  /** Legacy name → path of the v2 parameter that says the same, such as `crop_box`. */
  readonly mapped = new Map<string, string>();

  /** Sets the parameter at a path of keys joined by dots, in the name of legacy parameters. */
  say(path: string, value: unknown, ...names: string[]): void {
    const keys = path.split('.');
    const last = keys.pop() ?? path;
    let group = this.parameters;
    for (const key of keys) {
      const inner = (group[key] ?? {}) as Record<string, unknown>;
      group[key] = inner;
      group = inner;
    }
    group[last] = value;
    this.note(path, ...names);
  }

  note(path: string, ...names: string[]): void {
    for (const name of names) this.mapped.set(name, path);
  }
}
