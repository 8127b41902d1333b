import { window } from 'vscode';
import { count } from '../../base/amounts';
import type { Connection } from '../../connections/connection';
import { settings } from '../../ids';
import { readSetting } from '../../platform/settings';
import { confirmWords, needsConfirmation, type Offer, type Sending } from '../../runs/plan/offer';

/** Asks once more where a run costs or sends more than the settings allow, or what another run parses; false where the person would rather not. */
export async function confirmSending(
  connection: Connection,
  sending: Sending,
  offer: Offer,
): Promise<boolean> {
  const limits = {
    credits: readSetting(settings.confirmCredits),
    files: readSetting(settings.confirmFiles),
  };
  const asks = needsConfirmation(sending, limits) || (offer.underWay !== null && sending.files > 0);
  if (!connection.chargesCredits || !asks) return true;
  const button = 'Send';
  const chosen = await window.showWarningMessage(
    `Send ${count(sending.files, 'file')} to ${connection.name}?`,
    { modal: true, detail: confirmWords(sending, offer) },
    button,
  );
  return chosen === button;
}
