import Mocha from 'mocha';

/**
 * Mocha reporter: prints as `spec` does and writes mocha's JSON report to the file that TEST_REPORT names, which is
 * how test/run.mjs counts. A suite that dies leaves no file.
 */
export default class SpecAndReport extends Mocha.reporters.Spec {
  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    const output = process.env['TEST_REPORT'];
    if (output)
      new Mocha.reporters.JSON(runner, { ...options, reporterOption: { output } } as Mocha.MochaOptions);
  }
}
