/**
 * What a labelled value is (its head: number, date, name …), in the words that documents print: English, German, French,
 * Spanish, Italian, Dutch, Portuguese, Polish, and some Swedish, Danish, Czech, Japanese and Chinese. Case and accents do
 * not count, nor do plurals and the joints of compounds.
 */
export const things: Readonly<Record<string, string>> = {
  number:
    'numero, nro, viitenumero, nummer nr, codi, cod, number, no, nr, n, num, numb, #, n°, nº, №, nro, numer, numeru, nummer, nummern, nbr, numero, número, numéro, numeri, ' +
    'čislo, číslo, id, identifier, identification, identification number, kennung, kennziffer, kennnummer, kenn, ref, ' +
    'reference, reference number, ref no, referenz, referenznummer, référence, referencia, referência, riferimento, ' +
    'referentie, referencja, kenmerk, zeichen, aktenzeichen, geschäftszeichen, az, code, kode, kod, código, codigo, codice, ' +
    '番号, 号码, 编号, 号',
  date: 'datum, päiväys, päivämäärä, dato, date, dates, dated, datum, data, daty, fecha, dato, dat, tag, dag, day, jour, dia, día, giorno, dzień, 日付, 日期, 年月日',
  time: 'tidspunkt, klokkeslæt, klockslag, kello, horari, time, uhrzeit, zeit, heure, hora, ora, tijd, godzina, tid, uhr, 時刻, 时间',
  amount:
    'amount, amounts, value, betrag, summe, wert, montant, importe, importo, bedrag, valor, kwota, kwoty, wartość, wartosc, ' +
    'monto, belopp, beløb, částka, sum, somma, suma, som, 金額, 金额',
  name:
    'namn, navn, nimi, nom i cognoms, nome completo, name, names, nom, nombre, nome, naam, nazwa, nazwisko,  namn, navn, jméno, bezeichnung, ' +
    'razón social, razon social, ragione sociale, raison sociale, denominazione, dénomination, denominación, ' +
    'full name, vollständiger name, nom complet, nombre completo, nome completo, ' +
    'volledige naam, imię i nazwisko, 氏名, 名前, 姓名, 名称',
  address:
    'adreça, osoite, address, addresses, anschrift, adresse, dirección, direccion, indirizzo, adres, endereço, endereco, morada, domicilio, ' +
    'domicile, adresu, adress, wohnort, wohnanschrift, postanschrift, sede legale, siège social, location, 住所, 地址',
  street:
    'street, straße, strasse, str, rue, calle, via, straat, rua, ulica, ul, street address, address line, gata',
  house: 'house, house no, hausnummer, huisnummer, numéro de rue, nr domu',
  postcode:
    'codi postal, postnr, postinumero, postcode, postal code, zip, zip code, post code, plz, postleitzahl, code postal, código postal, codigo postal, cp, cap, ' +
    'cep, kod pocztowy, postnummer, 郵便番号, 邮编',
  city: 'població, poblacio, by, postort, kunta, city, town, ort, stadt, ville, ciudad, città, citta, comune, stad, plaats, woonplaats, cidade, localidad, localidade, miasto, miejscowość, population, 市',
  region:
    'state, province, region, bundesland, kanton, canton, provincia, provincie, région, estado, distrito, województwo, county',
  country: 'country, land, pays, país, pais, paese, nazione, kraj, país de residencia, staat, 国',
  phone:
    'tlm, tlf, tlfn, telm, puh, puhelin, telèfon, telefonnr, t, phone, telephone, tel, phone number, telefon, telefonnummer, téléphone, teléfono, telefono, telefoon, telefone, telefoonnummer, ' +
    'nr telefonu, rufnummer, contact number, tél, fon, 電話, 电话, 電話番号',
  mobile:
    'mobile, cell, cell phone, handy, mobil, mobiltelefon, portable, móvil, movil, cellulare, mobiel, gsm, telemóvel, celular, komórka, handynummer',
  fax: 'fax, telefax, faks, télécopie',
  email:
    'email, e mail, mail, e mail address, email address, mailadresse, courriel, correo, correo electrónico, posta elettronica, ' +
    'e mailadres, poczta, adres e mail, emailadresse, e mail adresse, メール, 邮箱',
  url: 'url, website, web, web site, webseite, internet, homepage, site, site web, site internet, sitio web, sito, sito web, strona, strona www, www, página web, link',
  total:
    'yhteensä, loppusumma, summa, att betala totalt, i alt, ialt, total inkl moms, totalt, summe, somme, suma, gesamtwert, bestellwert, order total, total value, valor total, totaalprijs, gesamtpreis, à payer total, total, totals, grand total, gesamt, gesamtbetrag, gesamtsumme, endbetrag, endsumme, rechnungsbetrag, insgesamt, total général, totale, totaal, ' +
    'totaalbedrag, eindbedrag, razem, ogółem, suma, łącznie, total general, total geral, summa, celkem, overall, 合計, 总计, 总额, 总金额',
  rate: 'rate, percent, percentage, prozent, prozentsatz, satz, taux, tasa, tasso, aliquota, tarief, taxa, stawka, stawki, %, tipo impositivo, pct, 税率, 率',
  quantity:
    'quantity, qty, quant, menge, anzahl, stück, stückzahl, stuckzahl, quantité, qté, qte, cantidad, cant, quantità, qta, q ta, aantal, ' +
    'hoeveelheid, quantidade, qtd, qtde, ilość, ilosc, szt, pcs, pieces, count, antal, množství, 数量',
  unit: 'unit, uom, unit of measure, einheit, me, mengeneinheit, unité, unidad, unità, u m, eenheid, unidade, jednostka, jm, j m, 単位, 单位',
  price:
    'price, preis, prix, precio, prezzo, prijs, preço, preco, cena, pris, cost, costs, kosten, coste, costo, coût, tarif, charge, 単価, 单价, 价格',
  unitPrice:
    'unit price, price per unit, price each, einzelpreis, stückpreis, ep, e preis, prix unitaire, pu, p u, p unit, precio unitario, p unitario, ' +
    'precio unidad, prezzo unitario, stukprijs, eenheidsprijs, prijs per stuk, preço unitário, vr unitario, valor unitário, cena jednostkowa, cena jedn, unit cost, rate per unit',
  lineTotal:
    'line total, line amount, gesamtpreis, gp, positionssumme, prix total, importe total, regeltotaal, total linha, wartość pozycji, extended price, ext price',
  description:
    'description, details, detail, beschreibung, bezeichnung, leistung, leistungsbeschreibung, désignation, designation, libellé, descripción, concepto, ' +
    'detalle, descrizione, causale, omschrijving, descrição, designação, opis, particulars, narrative, text, buchungstext, verwendungszweck, ' +
    'summary, beskrivning, 品名, 摘要, 项目, 描述, 内容',
  item: 'item, items, line item, line items, artikel, article, artículo, articulo, articolo, artigo, produkt, product, produit, producto, prodotto, produto, towar, goods, ware, position, positionen, pos, zeile, posten, service, usługa, 項目, 商品',
  sku: 'sku, item number, item no, item code, article number, artikelnummer, artikel nr, art nr, art no, bestellnummer artikel, code article, réf article, réf, part number, part no, product code, product number, produktnummer, código artículo, cod articulo, codice articolo, cod art, codice, artikelcode, código produto, kod towaru, indeks, mpn, ean, gtin, symbol, 商品コード',
  serial:
    'serial, serial number, serial no, seriennummer, numéro de série, número de serie, numero di serie, serienummer, numer seryjny, s n',
  type: 'type, kind, category, art, typ, kategorie, catégorie, categoría, categoria, tipo, soort, rodzaj, kategoria, class, klasse, 種類, 类型',
  status: 'status, state of, zustand, statut, état, estado de, stato, stan, situation',
  period:
    'löneperiod, lønperiode, mese retribuito, mese di paga, période de paie, mois de paie, período de liquidación, okres wypłaty, lohnmonat, miesiąc, period, zeitraum, abrechnungszeitraum, leistungszeitraum, période, periodo, período, periode, okres, billing period, ' +
    'pay period, statement period, billing cycle, abrechnungsmonat, mois, month, monat, mes, mese, maand, mês, miesiąc, 期間, 期间',
  year: 'year, jahr, année, annee, año, anno, jaar, ano, rok, ejercicio, exercice, 年',
  currency:
    'currency, währung, waehrung, devise, monnaie, moneda, divisa, valuta, moeda, waluta, 通貨, 币种, 货币',
  note: 'note, notes, remark, remarks, comment, comments, bemerkung, bemerkungen, anmerkung, hinweis, remarque, observations, observaciones, nota, osservazioni, opmerking, opmerkingen, observações, uwagi, anmerkungen, message, 備考, 备注',
  reason: 'reason, grund, motif, motivo, reden, powód, cause, purpose, zweck, objet du, anlass',
  subject:
    'subject, betreff, objet, asunto, oggetto, onderwerp, assunto, temat, re, regarding, betrifft, 件名',
  title: 'title, titel, titre, título, titulo, titolo, tytuł, heading',
  age: 'age, alter, âge, edad, età, leeftijd, idade, wiek',
  gender:
    'sexe, kön, køn, sukupuoli, gender, sex, geschlecht, sexe, sexo, sesso, geslacht, płeć, género, 性別, 性别',
  weight: 'weight, gewicht, poids, peso, waga, masa',
  height: 'height, size, größe, groesse, taille, altura, altezza, lengte, wzrost',
  distance: 'distance, entfernung, kilometer, km, mileage, kilometerstand, kilométrage',
  language:
    'language, languages, sprache, sprachen, langue, langues, idioma, idiomas, lingua, lingue, taal, talen, língua, línguas, język, języki, języki obce, langues étrangères, fremdsprachen, lingue straniere, idiomas extranjeros, 言語, 语言',
  skill:
    'skill, skills, kenntnisse, fähigkeiten, faehigkeiten, kompetenzen, compétences, competencias, habilidades, aptitudes, competenze, vaardigheden, competências, umiejętności, technologies, tech stack, it kenntnisse, core skills, key skills, technical skills, スキル, 技能',
  signature:
    'signature, signed, signed by, unterschrift, firma del, handtekening, assinatura, podpis, firma e timbro, 署名, 签名',
  page: 'page, pages, seite, seiten, página, pagina, strona, stron, blatt, side',
};
