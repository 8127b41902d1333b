/** The ways in which the result of a file can be read, and how their names end. */
export const resultViews = {
  markdown: '.md',
  text: '.txt',
  items: '.items.json',
  details: '.job.json',
  extract: '.extract.json',
  extractDetails: '.job.json',
} as const;
export type ResultView = keyof typeof resultViews;
/** The views of a parse. */
export type ParseView = Exclude<ResultView, ExtractView>;
/** The views of an extraction: what it gave, with its metadata, and all about its job. */
export type ExtractView = 'extract' | 'extractDetails';

export const isExtractView = (view: ResultView): view is ExtractView =>
  view === 'extract' || view === 'extractDetails';

/** Whether a view is there from the job's beginning and for one that failed. */
export const showsAnyState = (view: ResultView): boolean => view === 'details' || view === 'extractDetails';

/** The view that a job of some kind has where another kind has the one that is asked for. */
export function viewOfJob(jobType: string, view: ResultView): ResultView {
  if (jobType === 'extract_v2') return showsAnyState(view) ? 'extractDetails' : 'extract';
  if (isExtractView(view)) return showsAnyState(view) ? 'details' : 'markdown';
  return view;
}
