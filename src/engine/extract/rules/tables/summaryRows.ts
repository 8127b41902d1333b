import { plainWords } from './plainWords';

/** What rows begin with that sum up, carry over or tell of payment, in the languages of the column words. */
const phrases = (
  'total, totals, grand total, sub total, subtotal, sum, total due, amount due, balance due, net total, total net, total gross, total amount, total incl, total excl, invoice total, order total, page total, total to pay, to pay, total paid, amount paid, paid, ' +
  'tax, taxes, vat, gst, hst, pst, sales tax, plus vat, plus tax, net amount, gross amount, net, gross, rounding, change, change due, cash, card, tendered, tip, gratuity, ' +
  'opening balance, closing balance, balance brought forward, balance carried forward, brought forward, carried forward, previous balance, new balance, starting balance, ending balance, beginning balance, balance forward, total debits, total credits, total earnings, total deductions, gross pay, net pay, total pay, carry over, continued, continued on next page, end of statement, ' +
  'summe, zwischensumme, gesamt, gesamtsumme, gesamtbetrag, rechnungsbetrag, endbetrag, endsumme, nettosumme, nettobetrag, bruttobetrag, bruttosumme, netto, brutto, mwst, ust, mehrwertsteuer, umsatzsteuer, zzgl, zuzuglich, inkl, inklusive, enthaltene, ubertrag, zahlbetrag, zu zahlen, warenwert, total eur, total chf, anfangssaldo, endsaldo, alter saldo, neuer saldo, alter kontostand, neuer kontostand, kontostand, saldovortrag, saldo, gesamtbrutto, gesamt brutto, gesamtabzuge, auszahlungsbetrag, netto verdienst, nettoverdienst, auszahlung, ' +
  'total ht, total ttc, total tva, sous total, montant ht, montant ttc, montant tva, tva, net a payer, a payer, somme, report, a reporter, ancien solde, nouveau solde, solde, solde initial, solde final, solde precedent, solde crediteur, solde debiteur, total des operations, total des mouvements, total brut, total des retenues, total cotisations, salaire brut, net imposable, reste a payer, base ht, ' +
  'total factura, suma, suma y sigue, subtotal, base imponible, importe total, importe neto, iva, total iva, total a pagar, a pagar, saldo anterior, saldo inicial, saldo final, saldo actual, nuevo saldo, total devengado, total deducciones, total devengos, liquido a percibir, liquido total, total bruto, recargo, ' +
  'totale, totale documento, totale fattura, subtotale, imponibile, totale imponibile, totale iva, imposta, totale da pagare, da pagare, netto a pagare, riporto, a riportare, saldo iniziale, saldo finale, saldo precedente, totale competenze, totale trattenute, netto in busta, netto del mese, totale complessivo, bollo, ' +
  'totaal, subtotaal, eindtotaal, te betalen, totaal excl, totaal incl, totaal te betalen, totaalbedrag, btw, exclusief btw, inclusief btw, excl btw, incl btw, transport, beginsaldo, eindsaldo, vorig saldo, nieuw saldo, oud saldo, netto loon, bruto loon, totaal inhoudingen, ' +
  'total geral, total liquido, total iva, total a pagar, valor total, incidencia, transporte, a transportar, saldo inicial, saldo final, saldo anterior, saldo contabilistico, total de descontos, total de vencimentos, total abonos, liquido a receber, valor liquido, ' +
  'razem, suma, ogolem, w tym, podsumowanie, do zaplaty, zaplacono, pozostaje do zaplaty, wartosc netto, wartosc brutto, kwota vat, podatek vat, saldo poczatkowe, saldo koncowe, saldo poprzednie, z przeniesienia, do przeniesienia, do wyplaty, slownie, ' +
  'bestellwert, auftragswert, warenwert netto, order value, net order value, total order value, total net value, goods total, valor del pedido, valore ordine, valeur commande, montant de la commande, wartosc zamowienia, orderwaarde, valor da encomenda, gesamt brutto, brutto bezuge, summe abzuge, ' +
  '合計, 合计, 小計, 小计, 総額, 总计, 消費税, 税込合計, 税额, ' +
  'of which, including, davon, darin enthalten, enthalten, dont, de los cuales, incluye, incluido, di cui, waarvan, dos quais, herav, heraf, ' +
  'totais, totaux, totali, totalen, totales, bruttolohn, nettolohn, total abzuge, net a payer avant impot, salaire net, yhteensa, veroton, maksettava, loppusumma, ' +
  'totalt, summa, delsumma, moms, att betala, i alt, at betale, subtotal'
)
  .split(',')
  .map(phrase => phrase.trim());

const known: ReadonlySet<string> = new Set(phrases);
const LONGEST = 4;
const LONGEST_TEXT = 200;

/** Of these, the ones that what was bought or paid may begin with too: `Card purchase`, `Tax return`. */
const weak: ReadonlySet<string> = new Set(
  (
    'card, cash, change, tip, paid, report, transport, tax, taxes, vat, gst, hst, pst, net, gross, netto, brutto, iva, tva, btw, mwst, ust, moms, bollo, suma, sum, ' +
    'including, davon, dont, incluye, incluido, auszahlung, rounding, transporte'
  ).split(', '),
);

/**
 * Whether a row with this text is no item but sums up: `whole` where it says nothing else, `begins` where it goes on,
 * `weak` where it goes on and what was bought may begin so; null where it does not.
 */
export function summaryOf(text: string): 'whole' | 'begins' | 'weak' | null {
  const words = plainWords(text.slice(0, LONGEST_TEXT)).filter(
    word => !/^\d/.test(word) && word !== 'percent' && !currencies.has(word),
  );
  for (let length = Math.min(LONGEST, words.length); length > 0; length--) {
    const phrase = words.slice(0, length).join(' ');
    if (!known.has(phrase)) continue;
    if (length === words.length) return 'whole';
    return weak.has(phrase) ? 'weak' : 'begins';
  }
  return null;
}

/** What the last of the sums is called; nothing below it is an item. */
const finals: ReadonlySet<string> = new Set(
  (
    'grand total, total due, amount due, balance due, invoice total, order total, net pay, closing balance, ending balance, new balance, ' +
    'rechnungsbetrag, endbetrag, endsumme, zahlbetrag, gesamtbetrag, zu zahlen, auszahlungsbetrag, auszahlung, netto verdienst, nettoverdienst, neuer kontostand, neuer saldo, endsaldo, ' +
    'total ttc, net a payer, a payer, reste a payer, nouveau solde, solde final, total factura, total a pagar, a pagar, liquido total, liquido a percibir, saldo final, nuevo saldo, ' +
    'totale fattura, totale documento, totale da pagare, da pagare, netto a pagare, netto in busta, netto del mese, saldo finale, te betalen, totaal te betalen, eindtotaal, nieuw saldo, eindsaldo, netto loon, ' +
    'total geral, liquido a receber, do zaplaty, do wyplaty, saldo koncowe, att betala, at betale'
  )
    .split(',')
    .map(phrase => phrase.trim()),
);

/** Whether a row with this text is the last that sums up. */
export function isFinalSum(text: string): boolean {
  const words = plainWords(text).filter(word => !/^\d/.test(word) && !currencies.has(word));
  return Array.from({ length: LONGEST }, (_, length) => words.slice(0, length + 1).join(' ')).some(phrase =>
    finals.has(phrase),
  );
}

const currencies: ReadonlySet<string> = new Set(
  'eur usd gbp chf pln sek dkk nok euro euros dollar zl kr'.split(' '),
);

/** Words of lines that take something off the price of others. */
export const discountWords: ReadonlySet<string> = new Set(
  'discount coupon voucher saving savings rebate rabatt gutschein nachlass remise reduction descuento sconto korting desconto rabat upust'.split(
    ' ',
  ),
);
