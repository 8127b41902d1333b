import type { SourceDocument } from '../../../../src/engine/extract/types';

/** A document of lines without positions; a form feed begins a page. */
export function documentOfText(text: string): SourceDocument {
  const pages = text.split('\f').map((page, index) => ({
    ...{ number: index + 1, width: 0, height: 0, label: null, tables: [], ocrConfidence: null },
    markdown: page,
    lines: page
      .split('\n')
      .map(line => line.trim())
      .filter(line => line !== '')
      .map(line => ({
        ...{ page: index + 1, text: line, box: null },
        words: line.split(/\s+/).map(word => ({ text: word, box: null })),
      })),
  }));
  return { name: 'document.txt', pages };
}

/** Rules as a person writes them. */
export const rules = [
  {
    type: 'invoice',
    description: 'A bill of a supplier with invoice number, amounts due and payment terms.',
  },
  {
    type: 'receipt',
    description: 'Proof of a payment in a shop or restaurant, often a photo of a till slip.',
  },
  { type: 'resume', description: 'The career of a person: work experience, education and skills.' },
  { type: 'bank_statement', description: 'Transactions of a bank account in a period with balances.' },
  { type: 'payslip', description: 'What an employer pays an employee in a month, with deductions.' },
  { type: 'purchase_order', description: 'An order of goods from a supplier.' },
  { type: 'delivery_note', description: 'Comes with delivered goods and lists what is in the parcels.' },
];

interface Example {
  /** Null: none of the {@link rules}. */
  type: string | null;
  language: string;
  text: string;
}

/** Documents to measure with, written for this purpose; with words of other kinds among them, as real ones have. */
export const examples: readonly Example[] = [
  {
    type: 'invoice',
    language: 'en',
    text: `Northwind Paper Ltd
12 Mill Lane, Leeds
INVOICE
Invoice no. 2024-118
Date 3 May 2024
Bill to: Harbour Books, Quay 4, Bristol
Your purchase order: PO-5521
Description Qty Unit price Amount
Copy paper A4 10 4.20 42.00
Envelopes 3 6.00 18.00
Subtotal 60.00
VAT 20% 12.00
Total due 72.00
Payment within 30 days to bank account 12345678, sort code 20-00-00`,
  },
  {
    type: 'invoice',
    language: 'de',
    text: `Elektro Maier GmbH
Hauptstraße 8, 70173 Stuttgart
Frau
Anna Berg
Rechnung Nr. 4711
Rechnungsdatum: 12.03.2024
Lieferschein: LS-2210
Sehr geehrte Frau Berg,
für unsere Leistungen berechnen wir Ihnen:
Pos. Bezeichnung Menge Einzelpreis Gesamt
1 Montage Steckdosen 4 35,00 140,00
Nettobetrag 140,00 EUR
zzgl. 19 % MwSt 26,60 EUR
Rechnungsbetrag 166,60 EUR
Zahlbar bis 26.03.2024. Bankverbindung: IBAN DE89 3704 0044 0532 0130 00
Mit freundlichen Grüßen`,
  },
  {
    type: 'invoice',
    language: 'fr',
    text: `Menuiserie Duval
Facture n° F-2024-031
Date de facture : 02/04/2024   Échéance : 02/05/2024
Client : Hôtel des Pins
Désignation Quantité Prix unitaire Montant HT
Porte en chêne 2 310,00 620,00
Total HT 620,00
TVA 20 % 124,00
Total TTC 744,00
Net à payer 744,00 €`,
  },
  {
    type: 'receipt',
    language: 'en',
    text: `CORNER CAFE
23 High St
Table 4  Server: Jo
2 Latte 7.00
1 Scone 3.20
Total 10.20
Cash 20.00
Change 9.80
Thank you for your visit!`,
  },
  {
    type: 'receipt',
    language: 'de',
    text: `REWE Markt
Marktplatz 1
Bananen 1,99 B
Milch 1,19 B
SUMME EUR 3,18
Geg. BAR EUR 5,00
Rückgeld BAR EUR 1,82
Kasse 3 Bon 1182 Bediener 7
Vielen Dank für Ihren Einkauf`,
  },
  {
    type: 'receipt',
    language: 'es',
    text: `SUPERMERCADO EL SOL
C/ Mayor 5 Madrid
Ticket 00123 Caja 2
Pan 1,20
Aceite 6,50
TOTAL 7,70
Efectivo 10,00
Cambio 2,30
IVA incluido
Gracias por su compra`,
  },
  {
    type: 'resume',
    language: 'en',
    text: `Maria Lopez
maria@example.com
PROFILE
Accountant with eight years of experience in invoices, payroll and bank reconciliation
WORK EXPERIENCE
Senior accountant, Brook & Co, 2018 to today: checked purchase orders and invoices of suppliers
EDUCATION
Bachelor of Economics, University of Leeds
SKILLS
SAP, Excel, languages: English, Spanish`,
  },
  {
    type: 'resume',
    language: 'de',
    text: `Lebenslauf
Persönliche Daten
Name: Jonas Weber
Geburtsdatum: 4. Mai 1990
Berufserfahrung
2016–heute Buchhalter, Rechnungsprüfung und Gehaltsabrechnung
Ausbildung
2010–2013 Kaufmann für Büromanagement
Kenntnisse
DATEV, Englisch`,
  },
  {
    type: 'bank_statement',
    language: 'en',
    text: `First Harbour Bank
Statement of account
Account number 00112233  Statement period 1 June to 30 June 2024
Opening balance 1,204.10
Date Description Paid out Paid in Balance
03 Jun SALARY BROOK & CO 2,100.00 3,304.10
05 Jun DIRECT DEBIT RENT 900.00 2,404.10
12 Jun CARD PAYMENT GROCER 34.20 2,369.90
20 Jun INVOICE 118 NORTHWIND 72.00 2,297.90
Closing balance 2,297.90`,
  },
  {
    type: 'bank_statement',
    language: 'de',
    text: `Sparkasse Musterstadt
Kontoauszug 6/2024
Kontonummer 123456 IBAN DE02 1203 0000 0000 2020 51
Alter Kontostand 1.204,10
Buchungstag Wertstellung Verwendungszweck Soll Haben
03.06. 03.06. GEHALT 2.100,00
05.06. 05.06. Lastschrift Miete 900,00
12.06. 12.06. Rechnung 4711 Elektro Maier 166,60
Neuer Kontostand 2.237,50`,
  },
  {
    type: 'payslip',
    language: 'en',
    text: `Brook & Co
Pay slip June 2024
Employee: Maria Lopez  Employee no. 88  Pay period 01/06 to 30/06
Basic salary 2,600.00
Overtime 120.00
Gross pay 2,720.00
Income tax 410.00
National insurance 210.00
Total deductions 620.00
Net pay 2,100.00
Paid to bank account ending 2233`,
  },
  {
    type: 'payslip',
    language: 'it',
    text: `Officine Rossi S.r.l.
Busta paga Maggio 2024
Dipendente: Luca Bianchi
Retribuzione lorda 2.300,00
Trattenute INPS 210,00
IRPEF 350,00
Netto in busta 1.740,00`,
  },
  {
    type: 'purchase_order',
    language: 'en',
    text: `Harbour Books
PURCHASE ORDER
PO number: PO-5521
Supplier: Northwind Paper Ltd
Ship to: Quay 4, Bristol
Delivery date: 10 May 2024
Item Qty Unit price
Copy paper A4 10 4.20
Please send the invoice to accounts@harbour.example`,
  },
  {
    type: 'purchase_order',
    language: 'de',
    text: `Buchhandlung Hafen
Bestellung 2024/77
Lieferant: Papier Nord GmbH
Liefertermin: 14.05.2024
Rechnungsanschrift: Hafen 4, Bremen
Pos Artikel Menge Preis
1 Kopierpapier 10 4,20
Wir bestellen zu unseren Einkaufsbedingungen.`,
  },
  {
    type: 'delivery_note',
    language: 'en',
    text: `Northwind Paper Ltd
Delivery Note DN-2210
Your order PO-5521
Shipped by: carrier FastVan
2 packages, weight 25 kg
Copy paper A4 10
Envelopes 3
Received by: ____________
The invoice will follow by mail.`,
  },
  {
    type: 'delivery_note',
    language: 'nl',
    text: `Papierhandel Noord BV
Pakbon 8812
Bestelling: 5521
Vervoerder: PostNL, 2 colli, gewicht 25 kg
Kopieerpapier A4 10
Enveloppen 3
Ontvangen door:
De factuur volgt per e-mail.`,
  },
  {
    type: null,
    language: 'en',
    text: `RENTAL AGREEMENT
This agreement is made between the landlord and the tenant, hereinafter the parties.
1. The tenant pays a rent of 900.00 per month, due on the first day, by bank transfer.
2. Termination: three months to the end of a month.
Governing law: England`,
  },
  {
    type: null,
    language: 'en',
    text: `Grandma's apple cake
Recipe for 8 servings
Ingredients: 200 g butter, 3 eggs, apples
Preheat the oven to 180 degrees and bake for 40 minutes.`,
  },
  {
    type: null,
    language: 'de',
    text: `Angebot 2024-09
Sehr geehrter Herr Keller,
vielen Dank für Ihre Anfrage. Wir bieten Ihnen an:
1 Markise 4 m 1.250,00 EUR
Das Angebot ist freibleibend und gültig bis 30.06.2024.
Mit freundlichen Grüßen`,
  },
  {
    type: null,
    language: 'en',
    text: `Minutes of the board meeting
Present: A. Hill, B. Ford. Absent: C. Lane
1. The budget was approved. Action items: B. Ford asks the bank for a loan.
Next meeting: 4 July`,
  },
  {
    type: null,
    language: 'en',
    text: `The wind had turned in the night, and the boats lay with their bows to the sea.
Nobody spoke of the storm. At noon the old man walked down to the quay and looked for a long time.`,
  },
];
