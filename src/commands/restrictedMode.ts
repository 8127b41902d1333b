import { workspace } from 'vscode';

/** Throws where the workspace is not trusted: nothing is sent from it. */
export function refuseInRestrictedMode(): void {
  if (!workspace.isTrusted)
    throw new Error('Nothing is parsed from a workspace in Restricted Mode. Trust the workspace first.');
}
