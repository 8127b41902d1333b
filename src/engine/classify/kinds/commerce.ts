import type { DocumentKind } from './documentKinds';

/** Documents of buying, selling and paying. */
export const commerce: readonly DocumentKind[] = [
  {
    id: 'invoice',
    names: `invoice|tax invoice|commercial invoice|sales invoice|bill|Rechnung|Eingangsrechnung|Ausgangsrechnung|facture|factura|fattura|factuur|fatura|fatura-recibo|nota fiscal|faktura|faktura VAT|請求書|发票|發票`,
    clues: `Rechnungsnummer|Rechnungs-Nr|numéro de facture|número de factura|numero fattura|invoice number|invoice no|invoice date|bill to|amount due|balance due|due date|payment terms|net 30|remit to|VAT number|sales tax|subtotal|unit price|line items|Rechnungsdatum|Rechnungsbetrag|Zahlungsziel|zahlbar bis|fällig|Nettobetrag|Mehrwertsteuer|USt-IdNr|Umsatzsteuer|Leistungszeitraum|Bankverbindung|date de facture|date d'échéance|échéance|montant HT|total TTC|net à payer|TVA|fecha de factura|vencimiento|base imponible|IVA|data fattura|scadenza|imponibile|partita IVA|factuurdatum|factuurnummer|vervaldatum|BTW|te betalen|data de vencimento|contribuinte|data wystawienia|termin płatności|do zapłaty|nabywca|sprzedawca`,
  },
  {
    id: 'utility_bill',
    general: 'invoice',
    names: `utility bill|electricity bill|energy bill|gas bill|water bill|phone bill|Stromrechnung|Gasrechnung|Wasserrechnung|Energierechnung|Telefonrechnung|Verbrauchsrechnung|Jahresabrechnung|Verbrauchsabrechnung|Nebenkostenabrechnung|facture d'électricité|facture de gaz|facture d'eau|factura de la luz|factura de electricidad|factura de agua|factura de gas|bolletta|bolletta luce|bolletta gas|energierekening|energienota|jaarnota|waternota|fatura de eletricidade|fatura da água|conta de luz|rachunek za prąd|rachunek za energię|faktura za energię`,
    clues: `meter reading|meter number|consumption|kWh|tariff|standing charge|supply address|m³|Zählerstand|Zählernummer|Verbrauch|Verbrauchsstelle|Abschlag|Grundpreis|Arbeitspreis|relevé de compteur|index|consommation|abonnement|point de livraison|lectura|consumo|potencia contratada|término de energía|CUPS|contatore|consumi|POD|potenza impegnata|meterstand|verbruik|vastrecht|contador|leitura|potência contratada|licznik|zużycie|odczyt|opłata stała`,
  },
  {
    id: 'credit_note',
    names: `credit note|credit memo|Gutschrift|Stornorechnung|Rechnungskorrektur|avoir|note de crédit|facture d'avoir|nota de crédito|factura rectificativa|abono|nota di credito|creditnota|creditfactuur|faktura korygująca|korekta`,
    clues: `credited|refund|original invoice|Storno|remboursement|rectificación|rimborso|terugbetaling`,
  },
  {
    id: 'receipt',
    names: `factura simplificada|fatura simplificada|talão de venda|facture simplifiée|documento commerciale|receipt|sales receipt|cash receipt|till receipt|Quittung|Kassenbon|Kassenbeleg|Bon|Beleg|Barbeleg|ticket de caisse|reçu|recibo|ticket de compra|ticket|scontrino|ricevuta|kassabon|bonnetje|kwitancja|talão|paragon|paragon fiskalny|領収書|レシート|收据`,
    clues: `service charge|covers|coperti|coperto|tavolo|totale complessivo|pagamento contante|documento commerciale|factura simplificada|mesa|couverts|bediener|kassier|tafel|stolik|NIP|cash|change|change due|cashier|till|register|thank you for shopping|thank you for your purchase|card payment|visa|mastercard|approval code|tendered|tip|gratuity|server|table|qty|Bar|Rückgeld|gegeben|Kasse|Kassierer|vielen Dank für Ihren Einkauf|EC-Karte|Kartenzahlung|espèces|rendu|monnaie|carte bancaire|caissier|caisse|merci de votre visite|efectivo|cambio|caja|cajero|gracias por su compra|tarjeta|contanti|resto|cassa|grazie|contant|pin|wisselgeld|kassa|bedankt|dinheiro|troco|caixa|obrigado|gotówka|reszta|kasa|kasjer|dziękujemy|sprzedaż opodatkowana`,
  },
  {
    id: 'purchase_order',
    names: `purchase order|PO|Bestellung|Bestellauftrag|Auftrag|bon de commande|commande|orden de compra|pedido de compra|pedido|ordine d'acquisto|ordine di acquisto|ordine|inkooporder|bestelling|bestelbon|ordem de compra|nota de encomenda|encomenda|zamówienie|発注書|采购订单`,
    clues: `PO number|order number|order date|ship to|deliver to|vendor|supplier|buyer|requisition|delivery date|Bestellnummer|Bestelldatum|Lieferant|Besteller|Liefertermin|Lieferanschrift|wir bestellen|fournisseur|acheteur|date de livraison|livrer à|proveedor|comprador|fecha de entrega|fornitore|acquirente|data di consegna|leverancier|leverdatum|fornecedor|dostawca|zamawiający|termin dostawy`,
  },
  {
    id: 'order_confirmation',
    names: `order confirmation|Auftragsbestätigung|Bestellbestätigung|confirmation de commande|confirmación de pedido|conferma d'ordine|orderbevestiging|confirmação de encomenda|potwierdzenie zamówienia`,
    clues: `we confirm|thank you for your order|hiermit bestätigen|vielen Dank für Ihre Bestellung|nous confirmons|confirmamos|confermiamo|bevestigen|potwierdzamy`,
  },
  {
    id: 'quote',
    names: `quote|quotation|estimate|proposal|offer|Angebot|Kostenvoranschlag|devis|offre|presupuesto|cotización|oferta|preventivo|offerta|offerte|orçamento|proposta|wycena|oferta handlowa|見積書|报价单`,
    clues: `valid until|validity|we are pleased to offer|gültig bis|freibleibend|Angebotsnummer|valable jusqu'au|validité|válido hasta|validez|valido fino|validità|geldig tot|válido até|ważna do`,
  },
  {
    id: 'delivery_note',
    names: `delivery note|delivery slip|dispatch note|goods received note|packing slip|packing list|Lieferschein|Packliste|bon de livraison|bordereau de livraison|albarán|albarán de entrega|nota de entrega|bolla|documento di trasporto|DDT|bolla di consegna|pakbon|leverbon|vrachtbrief|afleverbon|guia de remessa|guia de transporte|dokument WZ|list przewozowy|wydanie zewnętrzne|納品書`,
    clues: `delivered|received by|carrier|packages|weight|shipped|quantity delivered|pallets|Lieferdatum|Lieferscheinnummer|geliefert|Empfänger|Spedition|Gewicht|Paletten|Ware erhalten|colis|poids|transporteur|livré|reçu par|bultos|peso|transportista|entregado|recibido|colli|vettore|peso lordo|destinatario|ricevuto|vervoerder|gewicht|geleverd|ontvangen|volumes|transportadora|recebido|ilość|waga|przewoźnik|odebrał`,
  },
  {
    id: 'shipping',
    names: `bill of lading|waybill|air waybill|shipping label|consignment note|CMR|Frachtbrief|Konnossement|lettre de voiture|connaissement|conocimiento de embarque|carta de porte|polizza di carico|lettera di vettura|conhecimento de embarque|konosament`,
    clues: `shipper|consignee|port of loading|port of discharge|vessel|voyage|freight|container|gross weight|tracking number|Absender|Verlader|expéditeur|remitente|mittente|afzender|remetente|nadawca`,
  },
  {
    id: 'bank_statement',
    names: `bank statement|account statement|statement of account|credit card statement|Kontoauszug|Rechnungsabschluss|relevé de compte|relevé bancaire|extrait de compte|extracto bancario|extracto de cuenta|estado de cuenta|estratto conto|rekeningafschrift|bankafschrift|extrato bancário|extrato de conta|extrato|wyciąg bankowy|wyciąg z rachunku|wyciąg|口座明細|银行对账单`,
    clues: `saldo|balance|account holder|IBAN|Kontoinhaber|titulaire|titular|intestatario|rekeninghouder|período|opening balance|closing balance|balance brought forward|previous balance|new balance|transactions|deposits|withdrawals|debit|credit|account number|sort code|statement period|Anfangssaldo|Endsaldo|alter Kontostand|neuer Kontostand|Kontostand|Saldo|Buchungstag|Valuta|Wertstellung|Soll|Haben|Lastschrift|Überweisung|Dauerauftrag|Kontonummer|solde|ancien solde|nouveau solde|solde initial|solde final|débit|crédit|virement|prélèvement|date valeur|saldo inicial|saldo final|saldo anterior|fecha valor|cargo|abono|transferencia|saldo iniziale|saldo finale|dare|avere|bonifico|valuta|beginsaldo|eindsaldo|bij|af|overschrijving|saldo disponível|débito|crédito|transferência|saldo początkowe|saldo końcowe|obciążenia|uznania|przelew`,
  },
  {
    id: 'reminder',
    names: `payment reminder|reminder|dunning letter|overdue notice|Mahnung|Zahlungserinnerung|rappel|relance|mise en demeure|recordatorio de pago|requerimiento de pago|sollecito di pagamento|sollecito|betalingsherinnering|aanmaning|herinnering|lembrete de pagamento|wezwanie do zapłaty|monit`,
    clues: `overdue|outstanding|unpaid|late fee|überfällig|Mahngebühr|Verzug|impayé|retard|vencida|scaduta|openstaand|zaległość`,
  },
  {
    id: 'price_list',
    names: `price list|catalogue|catalog|product list|Preisliste|Katalog|tarif|liste de prix|catalogue|lista de precios|tarifa|listino prezzi|listino|prijslijst|lista de preços|tabela de preços|cennik|価格表`,
    clues: `price per unit|in stock|pack|Gebinde|Preis|prix|precio|prezzo|prijs|preço|cena|list price|unit price|article number|item number|SKU|product code|Artikelnummer|Einzelpreis|référence|prix unitaire|código|precio unitario|codice|prezzo unitario|artikelnummer|stuksprijs|preço unitário|cena jednostkowa`,
  },
  {
    id: 'stock_list',
    names: `inventory|stock list|inventory list|Bestandsliste|Inventarliste|Inventur|inventaire|inventario|voorraadlijst|inventaris|inventário|stan magazynowy|remanent`,
    clues: `in stock|on hand|warehouse|reorder|Lager|Bestand|Lagerort|entrepôt|almacén|existencias|magazzino|magazijn|voorraad|armazém|magazyn`,
  },
  {
    id: 'expense_report',
    names: `expense report|expense claim|travel expenses|Spesenabrechnung|Reisekostenabrechnung|note de frais|informe de gastos|nota de gastos|nota spese|onkostendeclaratie|declaratie|relatório de despesas|rozliczenie delegacji`,
    clues: `reimbursement|mileage|per diem|hotel|taxi|meals|Erstattung|Kilometergeld|Verpflegung|remboursement|kilómetros|rimborso|kilometers|reembolso|zwrot`,
  },
  {
    id: 'ticket_of_travel',
    names: `boarding pass|flight ticket|itinerary|train ticket|booking confirmation|e-ticket|Bordkarte|Fahrkarte|Buchungsbestätigung|carte d'embarquement|billet|tarjeta de embarque|billete|carta d'imbarco|biglietto|instapkaart|boekingsbevestiging|cartão de embarque|bilhete|karta pokładowa|bilet`,
    clues: `passenger|departure|arrival|gate|seat|flight|check-in|Passagier|Abflug|Ankunft|Sitzplatz|passager|départ|arrivée|siège|pasajero|salida|llegada|asiento|passeggero|partenza|arrivo|passageiro|pasażer|odlot`,
  },
];
