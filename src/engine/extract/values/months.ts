import { fold } from '../rules/words/fold';

/** Names and usual short forms, in the languages of the word lists and their cases. */
const NAMES: readonly string[] = [
  'january jan januar jänner januari janvier janv enero ene gennaio gen janeiro styczeń stycznia sty leden ledna',
  'february feb februar februari février fevrier févr fev febrero febbraio fevereiro luty lutego lut únor února',
  'march mar märz maerz mär mrz maart mrt mars marzo março marzec marca březen března',
  'april apr avril avr abril abr aprile kwiecień kwietnia kwi duben dubna',
  'may mai mei mayo maggio mag maio maj maja květen května',
  'june jun juni juin junio giugno giu junho czerwiec czerwca cze červen června',
  'july jul juli juillet juil julio luglio lug julho lipiec lipca lip červenec července',
  'august aug août aout agosto ago augustus sierpień sierpnia sie srpen srpna augusti',
  'september sep sept septembre septiembre setiembre settembre set setembro wrzesień września wrz září',
  'october oct oktober okt octobre octubre ottobre ott outubro out październik października paź říjen října',
  'november nov novembre noviembre novembro listopad listopada lis listopadu',
  'december dec dezember dez décembre diciembre dic dicembre dezembro grudzień grudnia gru prosinec prosince',
];

const numbers = new Map(
  NAMES.flatMap((names, index) => names.split(' ').map(name => [fold(name), index + 1] as const)),
);

/** 1 to 12; undefined where it is no month. */
export const monthOf = (name: string): number | undefined => numbers.get(fold(name).replace(/\.$/, ''));
