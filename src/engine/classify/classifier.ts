import { ocrLanguages } from '../../protocol/parseOptions/ocrLanguages';
import { isWorkbook } from '../extract/readDocument';
import type { Compute } from '../extract/thread/compute';
import type { Classifier } from '../jobs/classifyJobs';
import type { DocumentParses } from '../jobs/documentParses';
import type { Models } from '../models/types';
import type { ClassifyJobRow, ClassifyJobs } from '../store/classifyJobs';

export interface ClassifierOptions {
  jobs: ClassifyJobs;
  documents: DocumentParses;
  compute: Compute;
  models: Models;
}

/** Classifies on this machine: parses the file, or takes a finished parse, and compares it with the rules, or asks a model. */
export function createClassifier({ jobs, documents, compute, models }: ClassifierOptions): Classifier {
  return async (job, signal) => {
    const { rules, parsing_configuration: parsing } = job.configuration;
    const parsed = await documents.of(job, jobs, wishesOf(job), signal);
    const provider = await models.current(signal);
    const result = await compute.run(
      'classify',
      {
        document: {
          ...{ name: job.name, files: parsed.files, isWorkbook: isWorkbook(parsed.job.name) },
          selection: {
            sheetNames: null,
            targetPages: parsing?.target_pages ?? null,
            maxPages: parsing?.max_pages ?? null,
          },
        },
        rules,
      },
      { signal, provider },
    );
    return { result, parse_job_id: parsed.job.id };
  };
}

const known: ReadonlySet<string> = new Set(ocrLanguages);
/** The default of the API's configuration, and of a parse. */
const usualLanguage = 'en';

/** The parse of an extraction without options: where there was one, it is used again. */
function wishesOf({ configuration }: ClassifyJobRow) {
  const {
    lang = usualLanguage,
    target_pages = null,
    max_pages = null,
  } = configuration.parsing_configuration ?? {};
  const tier = 'cost_effective';
  const languages = { processing_options: { ocr_parameters: { languages: [lang] } } };
  return {
    parameters:
      lang === usualLanguage || !known.has(lang)
        ? null
        : { product_type: 'parse_v2', tier, version: 'latest', ...languages },
    ...{ tier, targetPages: target_pages, maxPages: max_pages, disableCache: false },
  };
}
