import type { JobFilter, LlamaCloud } from '../../../src/client/api';
import type { ClassifyJob } from '../../../src/protocol/classifyJobs';
import type { ExtractJob } from '../../../src/protocol/extractJobs';
import { type ParseJob, terminalJobStatuses } from '../../../src/protocol/parseJobs';
import { type FakeCore, isSince, refusal } from './fakeCore';

type EndStatus = 'COMPLETED' | 'FAILED' | 'CANCELLED';

/** Jobs of single files. They end only when the test says so; credits are told from then on where `usage` is asked for. */
export class FakeJobs {
  readonly parse = new Map<string, ParseJob>();
  readonly extract = new Map<string, ExtractJob>();
  readonly classify = new Map<string, ClassifyJob>();

  constructor(private readonly core: FakeCore) {}

  /** A job that runs. */
  startParse(name: string, projectId: string, more: Partial<ParseJob> = {}): ParseJob {
    const job: ParseJob = {
      ...{ id: this.core.id('pjb'), project_id: projectId, status: 'RUNNING', name },
      ...{ error_message: null, tier: null, usage: null, user_metadata: null },
      ...this.core.stamp(),
      ...more,
    };
    this.parse.set(job.id, job);
    return job;
  }

  startExtract(fileInput: string, projectId: string, more: Partial<ExtractJob> = {}): ExtractJob {
    const job: ExtractJob = {
      ...{ id: this.core.id('ext'), project_id: projectId, status: 'RUNNING', file_input: fileInput },
      ...{ configuration_id: null, error_message: null, extract_result: null, extract_metadata: null },
      ...{ metadata: null, usage: null },
      ...this.core.stamp(),
      ...more,
    };
    this.extract.set(job.id, job);
    return job;
  }

  startClassify(fileInput: string, projectId: string, more: Partial<ClassifyJob> = {}): ClassifyJob {
    const job: ClassifyJob = {
      ...{ id: this.core.id('cls'), project_id: projectId, status: 'RUNNING', file_input: fileInput },
      ...{ transaction_id: null, result: null, error_message: null },
      ...this.core.stamp(),
      ...more,
    };
    this.classify.set(job.id, job);
    return job;
  }

  /** A completed one has the given type, or none of the rules' where it is null. */
  endClassify(id: string, status: EndStatus, type: string | null = null, confidence = 0.9): void {
    const reasoning = 'By its words.';
    const result = status === 'COMPLETED' ? { type, confidence, reasoning } : null;
    this.classify.set(id, { ...this.core.known(this.classify, id), status, result });
  }

  endParse(id: string, status: EndStatus, more: Partial<ParseJob> = {}): void {
    this.parse.set(id, { ...this.core.known(this.parse, id), status, ...more });
  }

  endExtract(id: string, status: EndStatus, more: Partial<ExtractJob> = {}): void {
    this.extract.set(id, { ...this.core.known(this.extract, id), status, ...more });
  }

  getParse: LlamaCloud['getParse'] = (id, expand, options) =>
    this.core.call('getParse', id, options, () => {
      const job = this.core.known(this.parse, id, 'Parse job not found');
      const nothing = { text: null, markdown: null, items: null, metadata: null };
      const alsoNothing = { markdown_full: null, text_full: null, job_metadata: null };
      return {
        ...{ job: { ...job, usage: expand.includes('usage') ? job.usage : null } },
        ...nothing,
        ...alsoNothing,
      };
    });

  listParseJobs: LlamaCloud['listParseJobs'] = (filter, options) =>
    this.core.call('listParseJobs', (filter.job_ids ?? []).join(), options, () => {
      const page = this.core.page(this.parse.values(), filter, isAsked(filter));
      return { ...page, items: page.items.map(job => ({ ...job, usage: null })) };
    });

  cancelParseJob: LlamaCloud['cancelParseJob'] = (id, options) =>
    this.core.call('cancelParseJob', id, options, () => {
      requireOpen(this.core.known(this.parse, id, 'Parse job not found'));
      this.endParse(id, 'CANCELLED');
      return this.core.known(this.parse, id);
    });

  deleteParseJob: LlamaCloud['deleteParseJob'] = (id, options) =>
    this.core.call('deleteParseJob', id, options, () => {
      requireEnded(this.core.known(this.parse, id, 'Parse job not found'));
      this.parse.delete(id);
    });

  getExtract: LlamaCloud['getExtract'] = (id, expand, options) =>
    this.core.call('getExtract', id, options, () => {
      const job = this.core.known(this.extract, id, 'Extract job not found');
      return {
        ...job,
        usage: expand.includes('usage') ? job.usage : null,
        extract_metadata: expand.includes('extract_metadata') ? job.extract_metadata : null,
      };
    });

  listExtractJobs: LlamaCloud['listExtractJobs'] = (filter, options) =>
    this.core.call('listExtractJobs', (filter.job_ids ?? []).join(), options, () => {
      const page = this.core.page(this.extract.values(), filter, isAsked(filter));
      const isTold = filter.expand?.includes('extract_metadata') ?? false;
      const told = (job: ExtractJob) => ({ extract_metadata: isTold ? job.extract_metadata : null });
      return { ...page, items: page.items.map(job => ({ ...job, usage: null, ...told(job) })) };
    });

  cancelExtractJob: LlamaCloud['cancelExtractJob'] = (id, options) =>
    this.core.call('cancelExtractJob', id, options, () => {
      requireOpen(this.core.known(this.extract, id, 'Extract job not found'));
      this.endExtract(id, 'CANCELLED');
      return this.core.known(this.extract, id);
    });

  deleteExtractJob: LlamaCloud['deleteExtractJob'] = (id, options) =>
    this.core.call('deleteExtractJob', id, options, () => {
      requireEnded(this.core.known(this.extract, id, 'Extract job not found'));
      this.extract.delete(id);
    });

  /** A second request with the same key gets the job of the first. */
  createClassify: LlamaCloud['createClassify'] = ({ file_input, transaction_id }, options) =>
    this.core.call('createClassify', file_input, options, () => {
      const known = [...this.classify.values()].find(job => job['transaction_id'] === transaction_id);
      return known ?? this.startClassify(file_input, options?.projectId ?? 'project', { transaction_id });
    });

  listClassifyJobs: LlamaCloud['listClassifyJobs'] = (filter, options) =>
    this.core.call('listClassifyJobs', (filter.job_ids ?? []).join(), options, () =>
      this.core.page(this.classify.values(), filter, isAsked(filter)),
    );

  cancelClassifyJob: LlamaCloud['cancelClassifyJob'] = (id, options) =>
    this.core.call('cancelClassifyJob', id, options, () => {
      requireOpen(this.core.known(this.classify, id, 'Classify job not found'));
      this.endClassify(id, 'CANCELLED');
      return this.core.known(this.classify, id);
    });

  deleteClassifyJob: LlamaCloud['deleteClassifyJob'] = (id, options) =>
    this.core.call('deleteClassifyJob', id, options, () => {
      requireEnded(this.core.known(this.classify, id, 'Classify job not found'));
      this.classify.delete(id);
    });

  getClassify: LlamaCloud['getClassify'] = (id, options) =>
    this.core.call('getClassify', id, options, () =>
      this.core.known(this.classify, id, 'Classify job not found'),
    );
}

type AnyJob = Pick<ParseJob, 'id' | 'status' | 'created_at'>;

function isAsked(filter: JobFilter): (job: AnyJob) => boolean {
  return job =>
    (filter.status === undefined || job.status === filter.status) &&
    (!filter.job_ids || filter.job_ids.includes(job.id)) &&
    isSince(job, filter.created_at_on_or_after);
}

function requireOpen(job: AnyJob): void {
  if (terminalJobStatuses.has(job.status)) throw refusal(400, 'The job has ended.');
}

function requireEnded(job: AnyJob): void {
  if (!terminalJobStatuses.has(job.status)) throw refusal(400, 'The job has not ended yet.');
}
