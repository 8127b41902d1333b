/**
 * What columns of business tables are called, by what they hold. English, German, French, Spanish, Italian, Dutch,
 * Portuguese, Polish, and the Nordic languages; written without accents, as `plainWords` gives them.
 */
const written = {
  position:
    'pos, position, pos nr, no, nr, line, line no, sr no, s no, sl no, lfd nr, lfd, item no, numero, num, n, ligne, linea, item, riga, regel, linha, lp, l p, poz, rad, linje',
  description:
    'description, item description, product description, description of goods, description of services, item, items, article, articles, product, products, product name, item name, service, services, details, particulars, goods, title, designation, transaction, transaction details, transaction description, narrative, activity, task, work, work performed, material, beschreibung, bezeichnung, artikel, artikelbezeichnung, artikelbeschreibung, leistung, leistungsbeschreibung, produkt, produktname, warenbezeichnung, ware, gegenstand, text, buchungstext, buchungsinformation, verwendungszweck, vorgang, tatigkeit, lohnart, bezuge, libelle, article, produit, prestation, detail, intitule, objet, operation, operations, nature, nature des operations, nature de l operation, rubrique, descripcion, concepto, articulo, producto, detalle, denominacion, servicio, movimiento, descrizione, descrizione operazione, descrizione articolo, articolo, prodotto, voce, causale, denominazione, servizio, operazione, descrizione beni, natura, omschrijving, artikelomschrijving, beschrijving, product, mededeling, mededelingen, descricao, artigo, produto, designacao, servico, movimento, historico, nazwa, skladnik, skladnik wynagrodzenia, pozycja, nazwa towaru, nazwa towaru lub uslugi, nazwa towaru uslugi, nazwa uslugi, nazwa produktu, nazwa materialu, opis, opis operacji, towar, usluga, produkt, tytul, tytul operacji, tresc operacji, beskrivning, benamning, beskrivelse, vare, varebetegnelse, specifikation, sorte, bezeichnung der ware, variety, 品名, 商品名, 品目, 名称, 商品名称, 内容, 摘要, 项目, 明细, tuote, tuotenimi, kuvaus, selite, nimike',
  quantity:
    'quantity, qty, quant, count, units, pcs, pieces, number of units, no of units, menge, anzahl, anz, stuck, stk, stuckzahl, quantite, qte, nombre, nb, nbre, cantidad, cant, ctd, cdad, unidades, uds, quantita, q ta, qta, qt, qtd, qtde, pezzi, pz, aantal, hoeveelheid, stuks, quantidade, unidades, ilosc, liczba, szt, ilosc szt, antal, kvantitet, antall, mangde, ud, u, copies, exemplare, ex, 数量, 數量, maara, lkm, kpl',
  delivered:
    'delivered, qty delivered, quantity delivered, shipped, qty shipped, quantity shipped, received, geliefert, liefermenge, gelieferte menge, livre, livree, qte livree, quantite livree, expedie, entregado, entregada, cantidad entregada, enviado, consegnato, quantita consegnata, geleverd, aantal geleverd, entregue, quantidade entregue, dostarczono, ilosc dostarczona, wydano, 納品数, 納入数, 出荷数, sent, dispatched, despatched, servido, servida, servidos, enviados, toimitettu, levererat',
  ordered:
    'ordered, qty ordered, quantity ordered, order qty, bestellt, bestellmenge, bestellte menge, commande, commandee, qte commandee, quantite commandee, pedido, pedida, cantidad pedida, ordinato, quantita ordinata, besteld, aantal besteld, encomendado, quantidade encomendada, encomendada, zamowiono, ilosc zamowiona, 注文数, 発注数, ord, order, besteld aantal, tilattu, bestallt',
  unit: 'unit, pack, packaging, pack size, packing, packing unit, unit of sale, sales unit, verpackung, gebinde, vpe, conditionnement, cond, emballage, envase, formato, presentacion, confezione, formato, verpakking, embalagem, opakowanie, uom, u m, um, u o m, unit of measure, unit of measurement, measure, per, einheit, einh, me, mengeneinheit, ve, unite, u, unidad, ud, unidad de medida, medida, unita, unita di misura, misura, eenheid, ehd, unidade, un, und, jednostka, jednostka miary, jm, j m, jedn, jedn miary, miara, enhet, enhed, 単位, 单位, forp, forpackning, pakning, yks, yksikko, enh',
  stock:
    'stock, in stock, on hand, available, availability, qty on hand, stock level, bestand, lagerbestand, verfugbar, lager, vorrat, en stock, disponible, existencias, disponibile, giacenza, voorraad, op voorraad, em stock, stan, stan magazynowy, na stanie, dostepne, dostepnosc, lagersaldo, 在庫, 库存',
  unitPrice:
    'unit price, price, price per unit, price each, price unit, each, unit cost, cost, cost per unit, unit rate, rate, unit, price excl vat, unit value, list price, unit net price, net price, preis, einzelpreis, stuckpreis, e preis, ep, vk preis, preis einheit, einheitspreis, preis stuck, preis pro stuck, preis pro einheit, einzelpreis netto, listenpreis, nettopreis, prix unitaire, prix unit, prix, pu, p u, p unitaire, pu ht, p u ht, prix unitaire ht, prix unit ht, tarif, precio, precio unitario, precio unit, p unitario, p unit, pvp, tarifa, importe unitario, precio ud, prezzo, prezzo unitario, prezzo unit, p unitario, costo unitario, importo unitario, prezzo un, prijs, stukprijs, prijs per stuk, prijs per eenheid, eenheidsprijs, tarief, preco, preco unitario, preco unit, preco un, valor unitario, p unit, cena, cena jednostkowa, cena jedn, cena jedn netto, cena jednostkowa netto, cena netto, cena brutto, a pris, pris, enhetspris, styckpris, stykpris, 単価, 单价, 單價, cirkapris, richtpreis, rrp, prix public, a hinta, hinta, yksikkohinta, yks hinta',
  amount:
    'amount, total, line total, total price, total amount, amount due, net amount, gross amount, extended price, extended, ext price, extended amount, sum, value, net value, net total, price total, item total, total cost, total value, current, current period, this period, betrag, gesamt, gesamtpreis, gesamtbetrag, summe, zeilenbetrag, nettobetrag, bruttobetrag, betrag netto, betrag brutto, g preis, gp, positionsbetrag, positionspreis, wert, umsatz, gesamt netto, gesamtpreis netto, netto, brutto, montant, montant ht, montant ttc, total ht, total ttc, prix total, prix total ht, montant total, total ligne, montant net, importe, importe total, importe neto, monto, valor, precio total, total linea, base imponible, importo, totale, prezzo totale, importo totale, imponibile, valore, totale riga, importo netto, bedrag, totaal, totaalprijs, totaalbedrag, regelbedrag, regeltotaal, subtotaal, prijs incl btw, bedrag excl btw, totaal excl btw, totaal incl btw, montante, valor total, preco total, total liquido, valor liquido, subtotal, wartosc, wartosc netto, wartosc brutto, kwota, kwota netto, kwota brutto, kwota operacji, kwota transakcji, razem, suma, belopp, summa, belob, belop, transaction amount, 金額, 金额, 小計, 小计, ext, yhteensa, loppusumma',
  taxRate:
    'vat, vat rate, vat percent, percent vat, tax, tax rate, tax percent, gst, gst rate, gst percent, sales tax, mwst, mwst percent, mwst satz, ust, ust satz, ust percent, percent mwst, percent ust, steuer, steuersatz, tva, taux, taux tva, taux de tva, tva percent, percent tva, iva, percent iva, iva percent, tipo iva, tipo de iva, tipo, aliquota, aliquota iva, aliq, al iva, cod iva, btw, btw percent, percent btw, btw tarief, taxa, taxa iva, taxa de iva, stawka vat, stawka, vat stawka, stawka podatku, moms, moms percent, alv, alv percent',
  taxAmount:
    'tax amount, vat amount, gst amount, tax, vat, mwst betrag, ust betrag, steuerbetrag, steuer, montant tva, cuota, cuota iva, importe iva, importo iva, imposta, btw bedrag, valor iva, valor do iva, kwota vat, kwota podatku, vat kwota, momsbelopp',
  discount:
    'discount, disc, discount percent, disc percent, percent discount, rebate, reduction, rabatt, rabatt percent, nachlass, remise, remise percent, rem, percent remise, rabais, reduction, descuento, dto, dcto, desc, percent dto, dto percent, descuento percent, sconto, sconto percent, percent sconto, sc, korting, korting percent, percent korting, desconto, desconto percent, desc percent, rabat, rabat percent, upust, rabatt kr',
  code: 'sku, item no, item number, item code, item id, article no, article number, article code, product code, product no, product number, product id, part no, part number, part, p n, code, ref, reference, ref no, reference no, reference number, material no, material number, catalogue no, catalog no, cat no, model, model no, stock code, item #, artikelnr, artikelnummer, artikel nr, artikel no, artnr, art nr, art no, bestellnr, bestellnummer, best nr, teilenummer, teilenr, materialnummer, material nr, sachnummer, produktnummer, code article, code produit, reference article, ref article, referencia, codigo, cod, ref articulo, cod articulo, codigo articulo, codice, cod articolo, codice articolo, articolo n, riferimento, rif, artikelcode, artikelnr, code artigo, codigo artigo, referencia artigo, kod, kod towaru, kod produktu, indeks, symbol, nr katalogowy, numer katalogowy, pkwiu, varenummer, varenr, artikelnr, 品番, 商品コード, 型番, 编号, 货号, 商品编号, isbn, ean, gtin, upc, asin',
  date: 'date, transaction date, posting date, post date, booking date, trans date, day, date of transaction, entry date, service date, date of service, invoice date, datum, tag, buchungstag, buchungsdatum, buchung, belegdatum, leistungsdatum, date operation, date d operation, date de l operation, date comptable, date compta, jour, fecha, fecha operacion, fecha de operacion, f operacion, f oper, fecha oper, fecha contable, dia, data, data operazione, data contabile, data movimento, data oper, giorno, boekdatum, boekingsdatum, transactiedatum, datum transactie, data mov, data do movimento, data lancamento, data operacao, data operacji, data ksiegowania, data transakcji, data wykonania, dato, bokforingsdag, bogforingsdato, 日付, 日期, 取引日',
  valueDate:
    'value date, val date, effective date, value, valuta, wertstellung, wert, valutadatum, wertstellungstag, date valeur, date de valeur, valeur, fecha valor, f valor, fecha de valor, data valuta, valutadatum, rentedatum, data valor, data waluty, data wartosci, valutadag',
  dueDate:
    'due date, due, due on, delivery date, fallig, falligkeit, fallig am, falligkeitsdatum, liefertermin, lieferdatum, echeance, date echeance, date d echeance, vencimiento, fecha vencimiento, scadenza, data scadenza, vervaldatum, leverdatum, vencimento, data vencimento, termin, termin platnosci',
  debit:
    'debit, debits, withdrawal, withdrawals, paid out, money out, out, payments, payments out, debit amount, soll, belastung, belastungen, lastschrift, lastschriften, ausgang, ausgaben, auszahlung, zu ihren lasten, debit eur, retrait, retraits, sortie, depenses, debe, cargo, cargos, adeudo, retiro, retiros, gastos, dare, addebito, addebiti, uscite, uscita, af, afschrijving, afgeschreven, debet, uit, debito, debitos, saidas, obciazenia, obciazenie, wydatki, wn, uttag, ud, 出金, 支出',
  credit:
    'credit, credits, deposit, deposits, paid in, money in, in, receipts, payments in, credit amount, haben, gutschrift, gutschriften, eingang, einnahmen, einzahlung, zu ihren gunsten, depot, depots, versement, entree, recettes, haber, abono, abonos, ingreso, ingresos, deposito, depositos, avere, accredito, accrediti, entrate, entrata, bij, bijschrijving, bijgeschreven, credito, creditos, entradas, uznania, uznanie, wplywy, ma, insattning, ind, 入金, 收入',
  balance:
    'balance, running balance, account balance, closing balance, saldo, kontostand, neuer saldo, solde, solde progressif, saldo contabile, saldo disponible, saldo na rachunku, saldo po operacji, saldo contabilistico, 残高, 余额',
  hours: 'hours, hrs, time, stunden, std, heures, h, horas, ore, uren, godziny, timer, timmar, units hours',
  rate: 'rate, hourly rate, rate per hour, unit rate, satz, stundensatz, taux, taux horaire, tarifa, precio hora, tariffa, tariffa oraria, uurtarief, tarief, valor hora, stawka, stawka godzinowa, faktor, factor, coefficient',
  yearToDate:
    'ytd, year to date, ytd amount, amount ytd, total ytd, this year, jahreswert, jahressumme, jahr, kumuliert, kumulativ, aufgelaufen, cumul, cumul annuel, cumul annee, acumulado, acumulado anual, progressivo, progressivo annuo, cumulatief, cumulatieven, t m heden, acumulado ano, narastajaco, od poczatku roku',
  earnings:
    'earnings, gross pay, payments, pay, bezuge, brutto bezuge, gains, a payer, part salariale gain, devengos, devengado, haberes, competenze, spettanze, verdiensten, vencimentos, remuneracoes, abonos, dochody, skladniki, gains, remuneration',
  deduction:
    'deductions, deduction, withheld, abzuge, abzug, retenue, retenues, a retenir, part salariale, part salarie, montant salarial, retencion, deducciones, descuentos, trattenute, ritenute, inhoudingen, inhouding, descontos, potracenia, skladki, a deduire, descuento, part salarie, cotisations salariales, vahennys, avdrag, trekk',
  employerShare:
    'employer, employer contribution, employer share, arbeitgeber, ag anteil, part patronale, part employeur, montant patronal, empresa, aportacion empresa, carico ditta, werkgever, entidade patronal, pracodawca',
  base: 'base, base amount, taxable, taxable amount, assiette, bemessungsgrundlage, basis, bases, base de calculo, base de cotizacion, imponibile, grondslag, incidencia, podstawa',
  weight:
    'weight, gross weight, net weight, kg, gewicht, bruttogewicht, nettogewicht, poids, poids net, poids brut, peso, peso neto, peso bruto, peso netto, peso lordo, waga, vikt, vaegt',
  batch:
    'batch, batch no, batch number, lot, lot no, lot number, charge, chargen nr, chargennummer, charge nr, no lot, numero de lot, lote, n lote, numero lote, lotto, n lotto, partij, partijnummer, batchnummer, nr partii, partia, nr serii',
  serial:
    'serial, serial no, serial number, s n, seriennummer, serien nr, ser nr, numero de serie, n serie, no serie, numero di serie, matricola, serienummer, numer seryjny, nr seryjny',
  packages:
    'packages, boxes, cartons, colli, kolli, pallets, cartons, packstucke, pakete, karton, colis, bultos, cajas, pacchi, dozen, volumes, paczki, opakowania',
  currency: 'currency, curr, ccy, cur, wahrung, devise, moneda, divisa, valuta, munt, moeda, waluta',
  name: 'name, full name, employee, customer, vorname, nachname, name vorname, nom, nom et prenom, nombre, nombre y apellidos, nome, nominativo, naam, nome completo, imie, imie i nazwisko, nazwisko, navn, namn',
  invoice:
    'invoice, invoice no, invoice number, document, document no, doc no, rechnung, rechnungsnr, rechnungsnummer, beleg, belegnr, belegnummer, facture, no facture, numero facture, piece, factura, n factura, num factura, fattura, n fattura, documento, n documento, factuur, factuurnr, factuurnummer, fatura, n fatura, faktura, nr faktury, numer faktury, nr dokumentu, numer dokumentu',
  counterparty:
    'counterparty, payee, beneficiary, payer, recipient, merchant, auftraggeber empfanger, empfanger, auftraggeber, begunstigter, zahlungspflichtiger, beneficiaire, tiers, donneur d ordre, beneficiario, ordenante, ordinante, controparte, tegenpartij, naam tegenpartij, begunstigde, naam omschrijving, destinatario, kontrahent, odbiorca, nadawca, nadawca odbiorca',
  status: 'status, state, zustand, etat, statut, estado, stato, toestand, stan',
  remarks:
    'remarks, remark, comment, comments, note, notes, bemerkung, bemerkungen, anmerkung, hinweis, remarque, remarques, commentaire, observations, observaciones, notas, note, osservazioni, opmerking, opmerkingen, observacoes, notas, uwagi, 備考, 备注',
  period:
    'period, zeitraum, leistungszeitraum, periode, periodo, okres, month, monat, mois, mes, mese, maand, miesiac',
  size: 'size, grosse, dimensions, abmessungen, masse, taille, talla, taglia, misure, maat, afmetingen, tamanho, dimensoes, rozmiar, wymiary',
  colour: 'colour, color, farbe, couleur, coleur, colore, kleur, cor, kolor',
  origin:
    'country of origin, origin, ursprungsland, herkunft, ursprung, pays d origine, origine, pais de origen, origen, paese di origine, land van herkomst, pais de origem, origem, kraj pochodzenia',
  tariff:
    'hs code, hs, commodity code, tariff code, customs tariff no, zolltarifnummer, zolltarifnr, code douanier, code sh, codigo arancelario, hsn, hsn code, hsn sac, ncm',
} as const;

export type ColumnConcept = keyof typeof written;

/** The phrases of each concept. */
export const columnPhrases: ReadonlyMap<ColumnConcept, readonly string[]> = new Map(
  (Object.entries(written) as [ColumnConcept, string][]).map(([concept, list]) => [
    concept,
    [...new Set(list.split(',').map(phrase => phrase.trim()))],
  ]),
);

/** Words that tell whether a price has its tax in it. */
export const netWords: ReadonlySet<string> = new Set(
  'net netto neto nett excl exclusive exclusief excluding excluyendo esclusa ohne zzgl ht hors imponibile liquido sin sem exkl before base'.split(
    ' ',
  ),
);
export const grossWords: ReadonlySet<string> = new Set(
  'gross brutto bruto incl inclusive including inclusief incluido inclusa compresa inkl ttc con com lordo iliquido'.split(
    ' ',
  ),
);
