/**
 * Which of several things of a kind is meant, in business documents: roles, documents, sorts of amounts and dates.
 * Languages and reading as in `things`.
 */
export const business: Readonly<Record<string, string>> = {
  invoice:
    'lasku, laskun, fakturan, factuur nr, invoice, tax invoice, rechnung, faktura, faktury, vat faktura, faktura vat, facture, factura, fra, fattura, factuur, fatura, bill, rechn, rg, re nr, commercial invoice, ' +
    'invoice reference, nota fiscal, 請求書, 请求, 发票',
  creditNote:
    'credit note, credit memo, gutschrift, rechnungskorrektur, avoir, nota de crédito, nota di credito, creditnota, nota de credito, korekta, faktura korygująca',
  receipt:
    'check, chk, check no, sales receipt, bon nr, bonnummer, ticket no, factura simplificada, fatura simplificada, documento commerciale, receipt, document, documento, dokument, quittung, beleg, kassenbon, bon, kassenbeleg, reçu, ticket, ticket de caisse, recibo, ricevuta, scontrino, kassabon, bonnetje, recibo, paragon, paragon fiskalny, talão, ticket de compra, 領収書, 收据',
  quote:
    'quote, quotation, estimate, offer, angebot, devis, presupuesto, oferta, preventivo, offerte, orçamento, proforma, pro forma, 見積書, 报价',
  statement:
    'statement, account statement, bank statement, kontoauszug, auszug, relevé, relevé de compte, extracto, extracto bancario, estratto conto, rekeningafschrift, afschrift, extrato, extrato bancário, wyciąg, wyciągu',
  order:
    'tilaus, tilausnumero, beställning, ordernr, ordre, ordrenr, comanda, order, orders, bestellung, bestell, auftrag, auftrags, commande, pedido, ordine, bestelling, order, encomenda, zamówienie, zamowienia, zamówienia, ordre, objednávka, 注文, 注文書, 订单',
  purchaseOrder:
    'purchase order, po, p o, po number, po no, bestellnummer, bestellnr, bon de commande, orden de compra, pedido de compra, ordine di acquisto, ordine d acquisto, inkooporder, ordem de compra, zamówienie zakupu, customer order, your order, ihre bestellung, 発注書, 采购订单',
  deliveryNote:
    'delivery note, 納品書, 送货单,  packing slip, packing list, lieferschein, bon de livraison, bordereau de livraison, albarán, albaran, documento di trasporto, ddt, d d t, bolla, pakbon, leverbon, guia de remessa, guia de transporte, wydanie, wz, dowód dostawy, dispatch note, despatch note',
  contract:
    'contract, agreement, vertrag, vertrags, contrat, contrato, contratto, contract, overeenkomst, umowa, umowy, lease, mietvertrag',
  policy:
    'policenummer, police nr, polisa nr, póliza nº, póliza n, policy, versicherungsschein, póliza, poliza, polizza, polis, apólice, polisa, polisy, numéro de contrat, contrat n',
  claim:
    'claim, schaden, schadens, sinistre, siniestro, sinistro, claim, schade, szkoda, szkody, leistungsfall',
  application:
    'application, antrag, antrags, bewerbung, demande, candidature, solicitud, domanda, richiesta, aanvraag, pedido de, wniosek, request, form, formular, formulaire, formulario, modulo, formulier, formularz, registration form, anmeldung, inscription',
  payslip:
    'bezüge, brutto netto bezüge, abrechnung der brutto netto bezüge, pay advice, pay statement, wage slip, salary statement, payslip, pay slip, salary slip, lohnabrechnung, gehaltsabrechnung, entgeltabrechnung, verdienstabrechnung, bulletin de paie, bulletin de salaire, fiche de paie, nómina, nomina, recibo de salários, recibo de vencimento, busta paga, cedolino, loonstrook, salarisstrook, pasek wypłaty, odcinek listy płac, lista płac, lønseddel, lönespecifikation, pasek wynagrodzenia, pay stub, earnings statement',
  reminder:
    'reminder, dunning, mahnung, zahlungserinnerung, rappel, recordatorio, sollecito, herinnering, aanmaning, lembrete, przypomnienie',
  transaction:
    'transaction, transaktion, transaktions, transacción, transazione, transactie, transação, transakcja, transakcji, vorgang, buchung, buchungs, opération, operación, operazione, operacja, movement, movements, 取引, 交易',
  booking:
    'booking, reservation, buchungsnummer, reservierung, réservation, reserva, prenotazione, boeking, reservering, rezerwacja, rezerwacji, confirmation, confirmation code, record locator, pnr, bestätigung',
  tracking:
    'tracking, tracking number, sendungsnummer, sendung, sendungs, sendungs nr, sendungsverfolgung, suivi, numéro de suivi, seguimiento, tracciamento, zending, rastreio, rastreamento, przesyłka, numer przesyłki, awb, waybill, frachtbrief',
  project:
    'project, projekt, projekts, projet, proyecto, progetto, project, projeto, projektu, kostenstelle, cost center, cost centre, job',
  meter:
    'meter, zähler, zaehler, zählernummer, compteur, contador, contatore, licznik, meterstand, zählerstand',

  supplier:
    'wykonawca, wykonawcy, contratista, supplier, vendor, seller, issuer, merchant, biller, lieferant, lieferanten, verkäufer, verkaeufer, rechnungssteller, rechnungsaussteller, aussteller, anbieter, leistungserbringer, auftragnehmer, ' +
    'fournisseur, vendeur, émetteur, emetteur, prestataire, proveedor, vendedor, emisor, fornitore, venditore, cedente, prestatore, leverancier, verkoper, fornecedor, emitente, ' +
    'sprzedawca, sprzedawcy, wystawca, dostawca, dodavatel, from, issued by, billed by, company, firma, shop, store, our company, contractor, pay to, remit to, remittance, leverantör, restaurant, 販売者, 供应商, 卖方',
  customer:
    'asiakas, asiakkaan, kund, kunde, kundnr, client facturat, zamawiający, zamawiającego, adquiriente, ordering party, customer, client, buyer, purchaser, bill to, billed to, billing address, invoice to, sold to, invoiced to, kunde, kunden, käufer, kaeufer, rechnungsempfänger, rechnungsempfaenger, ' +
    'rechnungsadresse, rechnungsanschrift, rechnung an, auftraggeber, leistungsempfänger, besteller, facturé à, facture a, facturer à, adresse de facturation, destinataire, acheteur, cliente, comprador, facturar a, facturado a, destinatario, ' +
    'datos del cliente, dirección de facturación, intestatario, cessionario, committente, spett le, spettabile, acquirente, klant, koper, factuuradres, factureren aan, gefactureerd aan, afnemer, adquirente, faturado a, faturar a, ' +
    'nabywca, nabywcy, kupujący, klient, klienta, odbiorca faktury, odběratel, purchaser, attention, attn, kund, account name, 顧客, 客户, 买方, お客様',
  delivery:
    'delivery, deliver to, delivered to, delivery address, liefer, lieferung, lieferadresse, lieferanschrift, lieferdatum, liefertermin, lieferort, livraison, livré à, adresse de livraison, entrega, entregar en, dirección de entrega, direccion de envio, ' +
    'consegna, luogo di consegna, destinazione, levering, lever, bezorging, bezorgadres, afleveradres, leverdatum, entrega, local de entrega, dostawa, dostawy, adres dostawy, leistung, leistungs, leistungsdatum, date of supply, supply, sprzedaży, date de prestation, leveringsdato, 納品, 納品日, 交货',
  shipping:
    'shipping, ship to, shipped to, ship date, shipment, versand, versandadresse, versandkosten, expédition, frais de port, port, envío, envio, gastos de envío, spedizione, spese di spedizione, verzending, verzendkosten, portes, wysyłka, wysyłki, koszt dostawy, freight, fracht, carriage, postage, handling, consignee, 送料, 运费',
  carrier:
    'carrier, 運送会社, 運送業者, spediteur, spedition, frachtführer, transporteur, transportista, vettore, vervoerder, transportadora, przewoźnik, transport',
  shippingMethod:
    'shipping method, versandart, ship via, mode d expédition, mode de livraison, modo de envío, forma de envío, mezzo di spedizione, verzendwijze, verzendmethode, modo de envio, sposób dostawy, sposób wysyłki, delivery method',
  recipient:
    'recipient, empfänger, empfaenger, bénéficiaire, beneficiario, ontvanger, begunstigde, beneficiary, beneficiário, odbiorca, odbiorcy, payee, zahlungsempfänger, to, an, receiver',
  sender:
    'sender, absender, expéditeur, remitente, mittente, afzender, remetente, nadawca, shipper, consignor',
  payer:
    'payer, zahler, zahlungspflichtiger, payeur, pagador, pagatore, betaler, płatnik, debtor, schuldner, mandant, received from, erhalten von, reçu de, recibido de, ricevuto da, ontvangen van',
  bank: 'bank, bank name, kreditinstitut, banque, banco, banca, bank, geldinstitut, nazwa banku, bankverbindung, bank details, 銀行, 银行',
  account:
    'account, acct, a c, konto, kontonummer, konta, compte, cuenta, conto, rekening, rekeningnummer, conta, rachunek, rachunku, nr rachunku, kto, bankverbindung konto, 口座, 账户, 账号',
  iban: 'iban, iban number, iban nr, numero de compte iban',
  bic: 'bic, swift, bic swift, swift bic, swift code, bic code, swift code bic',
  holder:
    'forsikringstager, försäkringstagare, kontohavare, intestato a, titolare, verzekeringnemer, verzekeringsnemer, verzekerde, policy holder, souscripteur, preneur d assurance, contraente, ubezpieczający, tomador do seguro, holder, account holder, inhaber, kontoinhaber, titulaire, titular, intestatario conto, rekeninghouder, tenaamstelling, właściciel, posiadacz, cardholder, karteninhaber, policyholder, versicherungsnehmer, assuré, tomador, asegurado, contraente',
  taxId:
    'vat id, vat no, vat number, vat reg no, vat registration, vat registration number, vat, ust idnr, ust id nr, ust id, ust ident nr, umsatzsteuer id, umsatzsteuer identifikationsnummer, umsatzsteueridentifikationsnummer, uid, uid nr, tva intracommunautaire, ' +
    'n tva, no tva, numéro de tva, numero tva, tva intracom, nif, cif, nif cif, cif nif, n i f, c i f, nif iva, partita iva, p iva, piva, p i, cod fiscale p iva, btw nummer, btw nr, btw id, btw identificatienummer, contribuinte, nr contribuinte, nipc, cnpj, nip, n i p, nip nabywcy, ' +
    'dič, tax id, tax identification number, ein, tin, fein, gst no, gstin, abn, steuer id, moms nr, vat identification number, 登録番号, 税号',
  taxNumber:
    'steuernummer, steuer nr, st nr, tax number, tax no, siren, siret, rcs, codice fiscale, c f, cod fisc, fiscal code, numéro fiscal, número fiscal, kvk, kvk nummer, regon, company number, company registration, registration number, registered number, hrb, handelsregister, handelsregisternummer, chamber of commerce, tax reference, utr',

  tax: 'alv, moms, momsbelopp, arvonlisävero, mva, tax, vat, sales tax, gst, hst, mwst, ust, umsatzsteuer, mehrwertsteuer, steuer, steuerbetrag, taxe, taxes, tva, montant tva, iva, impuesto, impuestos, imposta, imposte, btw, omzetbelasting, imposto, podatek, podatek vat, vat kwota, kwota vat, kwota podatku, dph, moms, duty, cuota, cuota iva, quota iva, tax amount, 消費税, 税额, 税',
  net:
    'veroton, verotta, netto yhteensä, summa exkl moms, exkl moms, subtotal ekskl moms, ekskl moms, base imposable, total ilíquido, ilíquido, iliquido, valor líquido, net value, net worth, montant net, warenwert netto, totale netto, net, netto, nettobetrag, nettosumme, net total, net amount, total net, zwischensumme netto, excl vat, excluding vat, ex vat, exkl mwst, ohne mwst, zzgl mwst, ht, hors taxe, hors taxes, total ht, montant ht, sin iva, base imponible, base, ' +
    'imponibile, totale imponibile, excl btw, exclusief btw, sem iva, base tributável, base tributavel, incidência, before tax, taxable amount, taxable, wartość netto, kwota netto, razem netto, pre tax, 税抜',
  gross:
    'inkl moms, verollinen, gross, brutto, bruttobetrag, incl vat, including vat, inc vat, including tax, incl tax, inkl mwst, inkl ust, ttc, toutes taxes comprises, total ttc, montant ttc, iva incluido, iva incl, con iva, iva inclusa, iva compresa, ivato, incl btw, inclusief btw, com iva, ' +
    'iva incluído, kwota brutto, wartość brutto, razem brutto, tax included, lordo, bruto, 税込',
  subtotal:
    'subtotal, sub total, zwischensumme, sous total, total partiel, subtotale, subtotaal, suma częściowa, totale parziale, somma parziale, summe artikel, warenwert, goods total, total goods, 小計, 小计',
  discount:
    'discount, rabatt, nachlass, remise, rabais, descuento, dto, sconto, korting, desconto, rabat, upust, zniżka, skonto, escompte, reduction, savings, 値引, 折扣',
  tip: 'tip, gratuity, trinkgeld, pourboire, propina, mancia, fooi, gorjeta, napiwek, service charge',
  deposit:
    'security deposit, garantía, fiança, deposito cauzionale, cauzione, waarborgsom, deposit, anzahlung, acompte, arrhes, anticipo, acconto, aanbetaling, sinal, zaliczka, advance, kaution, dépôt de garantie, depósito, caparra, borg, caução, kaucja, down payment, mietkaution, fianza',
  fee: 'import, avgift, gebyr, maksu, preu, amount enclosed, contributie, jaarcontributie, cotisation, quota, cuota, mitgliedsbeitrag, jahresbeitrag, beitrag, składka członkowska, teilnahmegebühr, kursgebühr, inschrijfgeld, lidmaatschapsgeld, tassa, participation fee, entry fee, membership fee, annual fee, tarif, gebühr, fee, fees, gebühr, gebühren, gebuehr, frais, comisión, comision, commissione, kosten bank, opłata, prowizja, tarifa, taxa de, bankgebühren, surcharge',
  paid: 'paid, amount paid, bezahlt, bezahlt am, gezahlt, payé, réglé, pagado, pagato, betaald, pago, zapłacono, tendered, received, gegeben, entregado, payment received, erhalten, cash tendered, montant reçu',
  change:
    'change, rückgeld, wechselgeld, zurück, rendu, monnaie rendue, cambio, resto, wisselgeld, terug, troco, reszta, change due, お釣り, 找零',
  due:
    'eräpäivä, förfaller, att betala, forfaldsdato, forfald, betalingsfrist, maksettava, til betaling, venciment, due, balance due, amount due, due date, payable, total due, pay by, payment due, zahlbar, zahlbetrag, zu zahlen, zu zahlender betrag, offen, offener betrag, fällig, faellig, fällig am, faelligkeit, fälligkeit, fälligkeitsdatum, zahlbar bis, zahlbar am, zahlungsziel, zahlung bis, net à payer, à payer, a payer, solde dû, échéance, echeance, date limite, à régler avant le, a régler, vencimiento, ' +
    'fecha límite, fecha de pago, a pagar, total a pagar, pagar antes de, scadenza, da pagare, totale da pagare, netto a pagare, entro il, te betalen, totaal te betalen, vervaldatum, vervaldag, uiterste betaaldatum, verval, betalen voor, betaaldatum, vencimento, data limite, do zapłaty, razem do zapłaty, termin płatności, termin zapłaty, płatne do, kwota do zapłaty, splatnost, förfallodatum, payable by, please pay, please pay by, zu überweisen, überweisen sie, bitte überweisen, bitte zahlen, nachzahlung, restbetrag, wir buchen, abgebucht, restant dû, reste à payer, à nous régler, veuillez régler, resta da pagare, pagare entro, restante, te voldoen, voldoen, over te maken, gelieve te betalen, proszę o wpłatę, prosimy o wpłatę, pozostało do zapłaty, now due, outstanding, amount outstanding, balance outstanding, will be debited, te incasseren, afgeschreven op,  deadline, 支払期限, お支払期限, 到期',
  balance: 'balance, saldo, solde, kontostand, saldo konta, stan konta, 残高, 余额',
  opening:
    'opening, previous, old, beginning, starting, anfangs, alter, anfang, anfangssaldo, alter saldo, alter kontostand, vortrag, ancien, ancien solde, solde initial, solde précédent, inicial, saldo inicial, saldo anterior, anterior, iniziale, saldo iniziale, precedente, begin, beginsaldo, vorig saldo, vorige, początkowe, saldo początkowe, poprzednie, brought forward, balance brought forward, initial',
  closing:
    'closing, new, ending, final, end, neuer, neuer saldo, neuer kontostand, endsaldo, schluss, schlusssaldo, abschluss, nouveau, nouveau solde, solde final, final, saldo final, actual, finale, saldo finale, eind, eindsaldo, nieuw saldo, nieuw, końcowe, saldo końcowe, carried forward, balance carried forward, current',
  debit:
    'debit, debits, withdrawal, withdrawals, soll, lastschrift, belastung, ausgang, ausgaben, abbuchung, débit, débits, cargo, cargos, debe, addebito, addebiti, dare, uscite, af, debet, débito, débitos, obciążenie, obciążenia, obciążeń, wypłata, total debits, money out, paid out, afgeschreven',
  credit:
    'credit, credits, deposits, haben, gutschrift betrag, eingang, einnahmen, eingänge, crédit, crédits, abono, abonos, haber, accredito, accrediti, avere, entrate, bij, crédito, créditos, uznanie, uznania, uznań, wpłata, money in, paid in, bijgeschreven, zugang',
  payment:
    'utbetalningsdag, utbetaling, data wypłaty, data pagamento, payment, zahlung, zahlungs, paiement, règlement, pago, pagamento, betaling, betalings, płatność, płatności, zapłaty, pay, payments, platba, betalning, お支払, 付款, 支付',
  method:
    'method, payment method, payment type, mode, methode, zahlungsart, zahlungsweise, zahlart, zahlungsmethode, mode de paiement, mode de règlement, moyen de paiement, forma de pago, método de pago, modalità di pagamento, metodo di pagamento, betaalwijze, betaalmethode, betalingswijze, forma de pagamento, método de pagamento, modo de pagamento, sposób zapłaty, sposób płatności, forma płatności, metoda płatności, paid by, tender, bezahlt mit, payé par, 支払方法, 支付方式',
  paymentTerms:
    'payment terms, terms of payment, zahlungsbedingungen, zahlungsbedingung, zahlungskonditionen, conditions de paiement, conditions de règlement, condiciones de pago, condizioni di pagamento, betalingstermijn, betalingscondities, betalingsvoorwaarden, betalingsconditie, condições de pagamento, warunki płatności, payment conditions, terms, 支払条件',
  deliveryTerms:
    'delivery terms, terms of delivery, shipping terms, incoterm, incoterms, lieferbedingungen, lieferbedingung, lieferkonditionen, conditions de livraison, condiciones de entrega, condizioni di consegna, termini di consegna, leveringsvoorwaarden, leveringsconditie, leveringscondities, condições de entrega, warunki dostawy, 納入条件',
  terms:
    'terms, bedingungen, konditionen, conditions, condiciones, condizioni, voorwaarden, condições, warunki',
  card: 'card, karte, kartennummer, carte, tarjeta, carta, kaart, cartão, karta, card number, kreditkarte, credit card, 卡号',
  cash: 'cash, bar, barzahlung, bargeld, espèces, efectivo, contanti, contant, dinheiro, numerário, gotówka, 現金, 现金',
  cashier:
    'cashier, server, served by, operator, kassierer, bediener, es bediente sie, bedient von, caissier, vendeur caisse, cajero, le atendió, le atendio, cassiere, operatore, kassamedewerker, operador, kasjer, waiter, clerk, your server',
  register:
    'register, terminal, till, kasse, kassen, caisse, caja, cassa, kassa, caixa, kasa, pos terminal, terminal id, tid',
  issue:
    'issue, issued, issue date, date issued, date of issue, issuance, ausstellung, ausstellungs, ausgestellt, ausgestellt am, erstellt, erstellt am, émission, émise le, émis le, etabli le, établie le, emisión, expedición, fecha de expedición, emissione, data di emissione, uitgifte, opgesteld, emissão, wystawienia, data wystawienia, wystawiono, wystawiona, created, creation, 発行, 発行日, 开票日期, 发行',
  valid:
    'valid, validity, gültig, gültigkeit, gueltig, valable, validité, válido, validez, valido, validità, geldig, geldigheid, válido, validade, ważny, ważna, ważność, ważne, 有効, 有效',
  expiry:
    'expiry, expires, expiration, expiry date, expiration date, valid until, valid to, exp, ablauf, ablaufdatum, gültig bis, angebot gültig bis, expire, expire le, valable jusqu au, caducidad, válido hasta, valido hasta, validez hasta, scadenza documento, valido fino al, vervalt, geldig tot, válido até, valido ate, ważny do, ważna do, oferta ważna do, data ważności, best before, verfall, verfallsdatum, 有効期限, 有效期',
  start:
    'prend effet, prend effet le, prise d effet, gaat in op, ingaande, entra em vigor, entrará en vigor, entra en vigor, decorre dal, comincia, tritt in kraft, commencing, starting, starts on, with effect from, inicia, wchodzi w życie, obowiązywania od, termin rozpoczęcia, lease start, move in, start, starts, begins, commences, beginnt, débute, commence le, comienza, inizia, begint, começa, rozpoczyna, from, valid from, gültig ab, valable à partir du, válido desde, válido a partir de, valido dal, geldig vanaf, ważny od, obowiązuje od, start date, begin, beginning date, beginn, anfang am, ab, vertragsbeginn, von, début, debut, du, date de début, date d effet, inicio, fecha de inicio, desde, inizio, decorrenza, data inizio, dal, aanvang, ingangsdatum, startdatum, van, início, data de início, início em, rozpoczęcie, rozpoczęcia, początek, od, effective, effective date, commencement, commencement date, eintritt, 開始, 开始',
  end: 'lease end, expires on, ends on, finalizará, finalizando, se termine, terminera, loopt af, eindigend, zakończy się, do dnia, move out, end, ends, endet, termine, finaliza, termina, eindigt, kończy, to, do, au, valid until, gültig bis,  end date, ende, vertragsende, bis, fin, date de fin, fecha fin, hasta, fine, data fine, al, einde, einddatum, tot, fim, até, término, termino, zakończenie, zakończenia, koniec, until, termination, completion, austritt, 終了, 结束',
  registration:
    'registration, anmelde, registrierung, enregistrement, registro, registrazione, registratie, registo, rejestracja, rejestracyjny',
  received:
    'received on, date received, eingegangen, eingangsdatum, wareneingang, reçu le, recibido el, ricevuto il, ontvangen op, recebido, otrzymano, data otrzymania',
  contact:
    'contact, contact person, ansprechpartner, ansprechpartnerin, kontakt, kontaktperson, bearbeiter, sachbearbeiter, interlocuteur, persona de contacto, contacto, referente, contatto, contactpersoon, contato, osoba kontaktowa, osoba do kontaktu, your contact, ihr ansprechpartner, account manager, 担当, 联系人',
  sales:
    'sales, salesperson, sales rep, verkauf, verkäufer name, vertreter, commercial, vendedor nombre, agente, verkoopmedewerker, sprzedaż',
  approved:
    'approved, approved by, genehmigt, freigegeben, approuvé, aprobado, approvato, goedgekeurd, aprovado, zatwierdził, authorized, authorised',
  requested:
    'requested, requested by, requester, angefordert, besteller name, demandeur, solicitante, richiedente, aangevraagd, requisitioner, buyer name, einkäufer',
  interest: 'interest, zins, zinsen, intérêts, interés, interessi, rente, juros, odsetki, zinssatz',
  rent: 'base rent, rent per month, loyer mensuel, loyer mensuel hors charges, kale huur, huurprijs, grundmiete, nettomiete, nettokaltmiete, renta mensual, renda mensal, canone mensile, monthly base rent, rent, miete, kaltmiete, warmmiete, loyer, alquiler, renta, affitto, canone, huur, aluguel, renda, czynsz, monthly rent, monatsmiete',
  premium: 'premium, prämie, beitrag, versicherungsbeitrag, prime, prima, premio, premie, prémio, składka',
  insurance:
    'insurance, versicherung, versicherungs, assurance, seguro, assicurazione, verzekering, ubezpieczenie, ubezpieczenia',
  coverage:
    'coverage, deckung, deckungssumme, versicherungssumme, garantie, cobertura, copertura, dekking, insured amount, suma ubezpieczenia, sum insured',
  deductible:
    'selvrisiko, självrisk, omavastuu, deductible, excess, selbstbeteiligung, selbstbehalt, franchise, franquicia, franchigia, eigen risico, franquia, udział własny',
  rounding: 'rounding, rundung, arrondi, redondeo, arrotondamento, afronding, arredondamento, zaokrąglenie',
  department:
    'department, dept, abteilung, service département, departamento, dipartimento, reparto, afdeling, dział, departement, division',
  business: 'business, trade, gewerbe, commerce, negocio, attività, bedrijf, empresa, przedsiębiorstwo',
  transfer:
    'transfer, überweisung, virement, transferencia, bonifico, overboeking, overschrijving, transferência, przelew, tytuł przelewu, wire, 振込, 转账',
  mandate:
    'mandate, mandat, mandatsreferenz, mandate reference, referencia del mandato, mandato, machtiging, creditor id, gläubiger id, gläubiger identifikationsnummer',
};
