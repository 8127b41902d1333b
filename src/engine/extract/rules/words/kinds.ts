const ROLES: ReadonlySet<string> = new Set(
  (
    'supplier customer delivery shipping recipient sender payer bank holder employee employer patient doctor guest tenant landlord ' +
    'emergency guardian spouse child witness contact carrier applicant hospital thirdParty insurer provider receivedBy requested approved author'
  ).split(' '),
);

const DOCUMENTS: ReadonlySet<string> = new Set(
  (
    'invoice creditNote receipt quote statement order purchaseOrder deliveryNote contract policy claim application payslip reminder ' +
    'booking transaction meter certificate loss resume'
  ).split(' '),
);

/** Says whose something is: `customer`, `landlord`. */
export const isRole = (meaning: string): boolean => ROLES.has(meaning);

/** Names a sort of document, which labels in one of that sort say or leave out as they like. */
export const isDocument = (meaning: string): boolean => DOCUMENTS.has(meaning);

const OTHERS: ReadonlySet<string> = new Set(
  'emergency guardian spouse child witness thirdParty author carrier insurer'.split(' '),
);

/** Somebody else than whom a document is about: never meant where nothing says so. */
export const isOther = (role: string): boolean => OTHERS.has(role);

const WRITERS: ReadonlySet<string> = new Set(
  'supplier sender bank employer landlord provider hospital author'.split(' '),
);

/** Who writes documents, rather than who is named in them. */
export const isWriter = (role: string): boolean => WRITERS.has(role);
