import { wordDocument } from '../../../render/wordDocument';

export default () =>
  wordDocument([
    'DI Theresa Wallner · Ziviltechnikerin für Bauwesen',
    'Annenstraße 44/7, 8020 Graz · t.wallner@example.at · +43 316 555 012',
    'Herrn\u2003Ing. Georg Pichler\u2003|\u2003Weingut Pichler KG',
    'Kranachberg 71, 8462 Gamlitz',
    'UID des Leistungsempfängers: ATU61829301',
    'Graz, am 17. November 2025',
    { heading: 'Honorarnote 25/031' },
    'Sehr geehrter Herr Ing. Pichler,',
    'für die statische Bearbeitung des Zubaus Presshaus im Zeitraum 1.9. bis 31.10.2025 erlaube ich mir zu verrechnen:',
    {
      table: [
        ['Leistung', 'Std.', 'Satz', 'EUR'],
        ['Vorstatik und Lastannahmen', '14', '98,00', '1.372,00'],
        ['Bewehrungspläne, 6 Blatt', '22,5', '98,00', '2.205,00'],
        ['Fahrtkosten 184 km', '', '0,50', '92,00'],
        ['Honorar netto', '', '', '3.669,00'],
        ['zzgl. 20 % Umsatzsteuer', '', '', '733,80'],
        ['Rechnungsbetrag', '', '', '4.402,80'],
      ],
    },
    'Ich ersuche um Überweisung binnen 14 Tagen ohne Abzug auf mein Konto bei der Raiffeisenbank Graz, IBAN AT48 3200 0000 1234 5864, BIC RLNWATWW, und danke für Ihr Vertrauen.',
    'Mit freundlichen Grüßen',
    'DI Theresa Wallner',
    'UID-Nr. ATU57193021',
  ]);
