import { type Connection, localConnectionId } from '../connections/connection';
import { progressTo, withProgress } from '../platform/progress';
import { shortName } from '../runs/configurations/schemaFile';
import { fingerprintOf } from '../runs/earlier/fingerprint';
import { runKey } from '../runs/keys';
import { creditsWords, estimate, pagesWords } from '../runs/plan/estimate';
import { filesToStart } from '../runs/plan/offer';
import type { PlannedFile, RunJobType, RunTarget } from '../runs/run';
import type { Services } from '../services';
import { revealRow } from '../views/reveal';
import { chooseRoots } from './chooseRoots';
import { type ConfigurationChoice, pickConfiguration } from './pickConfiguration';
import { confirmPlan, elsewhere, type PlanAnswer } from './pickPlan';
import { back } from './quickPick';
import { refuseInRestrictedMode } from './restrictedMode';
import { throwUntold } from './rowActions';
import { chooseConnection, readyConnections } from './start/chooseConnection';
import { confirmSending } from './start/confirmSending';
import { lastConfigurationKey } from './start/lastConfiguration';
import { Preparation } from './start/preparation';

export interface StartQuestion {
  jobType: RunJobType;
  /** Title of all steps: "Batch Parse". */
  title: string;
  /** What the run is called; the plan's own name where it says nothing. */
  label?: string;
  /** What files are called in the run, by their real paths; those that it does not name go by the folder they lie in. */
  paths?: ReadonlyMap<string, string>;
  /** What the command was called with: the clicked resource and the whole selection. Asks where there is none. */
  clicked?: unknown;
  selected?: unknown;
}

/** What a person decided. */
interface Decision extends PlanAnswer {
  configuration: ConfigurationChoice;
  /** See {@link fingerprintOf}. */
  by: string | null;
}

/**
 * Asks which files, on which server (where there are several), how, and shows the plan with what it costs; then sends the
 * files. Nothing leaves the machine, and nothing is changed on a server, before the last answer. Rejects with Dismissed
 * on Escape, and with a sentence where the run cannot be made.
 */
export async function startRun(services: Services, question: StartQuestion): Promise<void> {
  refuseInRestrictedMode();
  const { title, clicked, selected } = question;
  let roots = await chooseRoots(clicked, selected, title);
  let connection = await chooseConnection(services, title);
  for (;;) {
    const ended = await prepareAndStart(services, question, roots, connection);
    if (ended === undefined) return;
    if (ended === back) connection = await chooseConnection(services, title);
    else roots = await chooseRoots(undefined, undefined, title);
  }
}

async function prepareAndStart(
  services: Services,
  question: StartQuestion,
  roots: readonly string[],
  connection: Connection,
): Promise<undefined | typeof back | typeof elsewhere> {
  const preparation = new Preparation(services, connection, roots, question.paths);
  try {
    const decision = await decide(services, question, preparation);
    if (decision === back || decision === elsewhere) return decision;
    const target = await targetOf(question, preparation, decision);
    await services.tree.setHome(target);
    const { key, there } = decision.configuration;
    if (!there) services.catalog.outdateConfigurations(target);
    await services.memory.update(lastConfigurationKey(question.jobType, connection), key);
    await send(services, filesToStart(decision.offer, decision.again), target);
    return undefined;
  } finally {
    preparation.dispose();
  }
}

/** The steps from the configuration on, forwards and back. */
async function decide(
  services: Services,
  question: StartQuestion,
  preparation: Preparation,
): Promise<Decision | typeof back | typeof elsewhere> {
  const { jobType, title } = question;
  const { connection, projectId } = preparation;
  const isOneOfSeveral = readyConnections(services).length > 1;
  const totalSteps = isOneOfSeveral ? 3 : 2;
  for (;;) {
    const configuration = await pickConfiguration({
      ...{ title, jobType, connection, projectId, services },
      lastUsed: services.memory.get<string>(lastConfigurationKey(jobType, connection)),
      costOf: parameters => costOf(preparation, jobType, parameters),
      ...(jobType === 'extract_v2' && { generate: () => generate(services, preparation) }),
      ...{ step: totalSteps - 1, totalSteps, canGoBack: isOneOfSeveral },
    });
    if (configuration === back) return back;
    const { parameters } = configuration;
    const by = await readyModel(services, jobType, connection, parameters.tier);
    const offer = preparation.offer(jobType, parameters, fingerprintOf(parameters, by));
    // Told by the step that waits for it.
    offer.catch(() => undefined);
    const answer = await confirmPlan({
      ...{ title: `${title}: ${shortName(configuration.name)}`, jobType, by, offer, totalSteps },
      onProgress: preparation.onProgress,
      charges: connection.chargesCredits,
      server: { maxFileBytes: connection.maxFileBytes, name: isOneOfSeveral ? connection.name : null },
      confirm: (sending, whole) => confirmSending(connection, sending, whole),
    });
    if (answer === elsewhere) return elsewhere;
    if (answer !== back) return { ...answer, configuration, by };
  }
}

async function generate(
  services: Services,
  { connection, projectId, roots, plan }: Preparation,
): Promise<void> {
  const { generateSchema } = await import('./extract/generateSchema');
  const files = plan.then(planned => planned.files);
  await generateSchema(services, { connection, projectId: await projectId, roots, files });
}

/**
 * What will extract or classify on this machine, in words, once it is there and its person knows where documents go; null
 * where a server decides it.
 */
async function readyModel(
  services: Services,
  jobType: RunJobType,
  { id }: Connection,
  tier: string | null,
): Promise<string | null> {
  if (jobType === 'parse_v2') return null;
  const { byRules, ensureModelReady } = await import('./models/ensureModelReady');
  const isFast = tier === 'fast' && id === localConnectionId;
  const inUse = isFast ? byRules : await ensureModelReady(services, id);
  return inUse?.words ?? null;
}

/** What all files would cost under a configuration; null where nothing is charged. */
async function costOf(
  { connection, plan }: Preparation,
  jobType: RunJobType,
  parameters: ConfigurationChoice['parameters'],
): Promise<string | null> {
  if (!connection.chargesCredits) return null;
  const { files } = await plan;
  if (files.length === 0) return null;
  const cost = estimate(files, jobType, parameters);
  return `${pagesWords(cost)} · ${creditsWords(cost)}`;
}

async function targetOf(
  { jobType, label }: StartQuestion,
  { connection, projectId, signal }: Preparation,
  { configuration, offer, again, by }: Decision,
): Promise<RunTarget> {
  const { name, parameters } = configuration;
  const { id, version } = await configuration.save(signal);
  const { credits } = (again ? offer.all : offer.fresh).estimate;
  return {
    connectionId: connection.id,
    projectId: await projectId,
    configuration: {
      ...{ id, name, version },
      tier: parameters.tier,
      fingerprint: fingerprintOf(parameters, by),
    },
    jobType,
    // No batch classifies: each file becomes a job of its own.
    mode: jobType === 'classify_v2' ? 'jobs' : 'batches',
    label: label ?? offer.plan.label,
    estimatedCredits: connection.chargesCredits ? credits : null,
  };
}

async function send(services: Services, files: readonly PlannedFile[], target: RunTarget): Promise<void> {
  const run = await withProgress(`Sending ${target.label}`, (report, signal) =>
    services.runner.startRun({ files }, target, { signal, onProgress: progressTo(report) }),
  );
  if (run.phase === 'cancelled') return;
  await revealRow(services, runKey(run.id), { focus: false });
  throwUntold(run);
}
