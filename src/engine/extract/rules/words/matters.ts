/** Words of damage reports, housing, energy, goods in transit and memberships. Languages and reading as in `things`. */
export const matters: Readonly<Record<string, string>> = {
  place:
    'skadested, sted, plats, paikka, lloc, place, location, location of, lieu, lugar, luogo, plaats, local, miejsce, ort, where, wo, où, dónde, dove, waar, onde, gdzie, unfallort, schadenort, schadensort, ' +
    'plek, accident location, where did it happen, venue, 場所',
  loss:
    'skade, skadesdato, skadedato, vahinko, loss, damage, accident, incident, schaden, schadens, unfall, ereignis, vorfall, sinistre, dommage, dégât, dégâts, préjudice, accident, daño, daños, accidente, hecho, ' +
    'danno, danni, incidente, evento dannoso, schade, ongeval, gebeurtenis, dano, danos, acidente, ocorrência, szkoda, szkody, szkodę, wypadek, wypadku, zdarzenie, zdarzenia, date of event, happened, occurred',
  cause:
    'cause, cause of loss, cause of damage, ursache, schadenursache, schadensursache, nature, nature du sinistre, causa, causa del siniestro, origine, oorzaak, przyczyna, schadenart, art des schadens, type of loss, type of damage, type of claim, kind of damage, tipo de siniestro, tipo di sinistro, soort schade, rodzaj szkody, what happened, 原因',
  reported:
    'anmeldt, anmeldt den, skadeanmeldelse, anmäld, reported, reported on, date reported, gemeldet, gemeldet am, meldedatum, schadenmeldung vom, déclaré, déclaré le, déclaration du, enregistrée le, déclaration enregistrée le, declarado, comunicado, fecha de comunicación, denunciato, data denuncia, segnalato, gemeld op, meldingsdatum, participado, data da participação, zgłoszono, data zgłoszenia, zgłoszenia, notified, date of notification, date of report',
  estimated:
    'anslået, anslået beløb, uppskattad, voraussichtlicher, estimated, estimate of, estimated amount, estimation, estimado, estimada, stimato, stima, geschätzt, geschätzte, schätzung, voraussichtlich, geschat, geraamd, schatting, estimativa, szacowana, szacunkowa, szacunkowy, schadenhöhe, schadenshöhe, geschätzte schadenhöhe, estimé, montant estimé, approximate',
  police:
    'politi, politiet, polisen, atestado, nº de atestado, auto de ocorrência, notatka policyjna, tagebuchnummer, vorgangsnummer, proces verbaalnummer, procesverbaal, procesverbaalnummer, numéro de procès verbal, verbale, police, polizei, polizeilich, policía, polizia, politie, polícia, policja, policji, plainte, dépôt de plainte, denuncia, aangifte, proces verbaal, procès verbal, police station, crime, polizei informiert, carabinieri, gendarmerie, guardia civil, 警察',
  informed:
    'informed, notified to, informiert, verständigt, prévenue, informée, avisada, avvisata, ingelicht, informada, powiadomiona, zgłoszona, called, attended, attend, told, gerufen',
  thirdParty:
    'third party, third party details, other party, other driver, unfallgegner, gegner, schädiger, tiers, adversaire, contrario, tercero, contraparte, controparte, wederpartij, tegenpartij, terceiro, osoba trzecia, drugi uczestnik, sprawca, geschädigter',
  insurer:
    'insurer, insurance company, versicherer, versicherungsgesellschaft, versicherung bei, assureur, compagnie d assurance, aseguradora, compañía de seguros, assicuratore, compagnia, compagnia assicurativa, verzekeraar, seguradora, ubezpieczyciel, towarzystwo ubezpieczeń',

  consumption:
    'consumption, usage, units used, verbrauch, verbrauchs, consommation, consommations, consumo, consumi, verbruik, verbruiks, zużycie, zużyto, energy used, used, consumed, 使用量',
  reading:
    'reading, meter reading, stand, zählerstand, ablesung, relevé, index, lectura, lettura, meterstand, leitura, odczyt, wskazanie, stan licznika, 検針',
  current:
    'nouvelle, neuen, current, present, neu, aktuell, aktueller, nouvel, nouveau, actual, attuale, huidig, huidige, atual, bieżący, bieżące, obecny, latest, now, this time, nuovo, nueva, nuova',
  former:
    'former, previous, last time, alt, bisher, vorheriger, ancien, précédent, précédente, anterior, precedente, vorig, vorige, anterior, poprzedni, poprzednie, earlier',
  instalment:
    'instalment, installment, monthly instalment, abschlag, abschlagszahlung, abschläge, rate monatlich, teilbetrag, neuer abschlag, mensualité, échéance mensuelle, cuota mensual, plazo, rata, rata mensile, termijnbedrag, termijn, maandbedrag, voorschot, prestação, mensalidade, zaliczka miesięczna, raty, direct debit amount, monthly payment, monthly amount',
  provider:
    'provider, utility, utility company, energieversorger, versorger, stromanbieter, fournisseur d énergie, comercializadora, compañía, gestore, fornitore di energia, energieleverancier, comercializador, sprzedawca energii, operator, bank of',
  supplyPoint:
    'supply point, mpan, mprn, supply number, point of delivery, pdl, prm, pce, point de livraison, cups, pod, pdr, ean code, ean, codice pod, ppe, punkt poboru, marktlokation, malo, malo id, zählpunkt, verbrauchsstelle, cpe, abnahmestelle, local de consumo',

  area: 'area, living space, living area, floor area, wohnfläche, fläche, surface, surface habitable, superficie, superficie útil, oppervlakte, woonoppervlakte, área, powierzchnia, m2, m², qm, square metres, sqm, sq m, 面積',
  rooms:
    'rooms, number of rooms, zimmeranzahl, anzahl zimmer, anzahl der zimmer, pièces, nombre de pièces, habitaciones, número de habitaciones, locali, vani, stanze, kamers, aantal kamers, quartos, divisões, pokoje, liczba pokoi, bedrooms',
  pets: 'pets, pet, animals, tiere, haustiere, tierhaltung, animaux, animales, mascotas, animali, huisdieren, animais, zwierzęta, zwierząt, ペット',
  allowed:
    'allowed, permitted, gestattet, erlaubt, autorisé, autorisés, permitido, admitido, ammessi, consentito, toegestaan, dozwolone, may',
  parking:
    'parking, parking space, stellplatz, parkplatz, garage, tiefgarage, garagenstellplatz, place de stationnement, plaza de garaje, aparcamiento, posto auto, box auto, parkeerplaats, estacionamento, lugar de estacionamento, lugar de garagem, miejsce parkingowe, miejsce postojowe, bay',
  notice:
    'pré aviso, pre aviso, termination notice, notice of termination, notice, notice period, kündigungsfrist, kündigung, préavis, délai de préavis, preaviso, plazo de preaviso, preavviso, disdetta, opzegtermijn, aviso prévio, okres wypowiedzenia, wypowiedzenie',
  term: 'term, laufzeit, vertragslaufzeit, durée, duración, durata, looptijd, duur, duração, prazo, czas trwania, okres umowy, duration, dauer, length of',

  packages:
    'packages, parcels, pallets, cartons, boxes, colli, collis, packstücke, pakete, paletten, kartons, colis, nombre de colis, palettes, bultos, número de bultos, paquetes, palés, colli n, n colli, numero colli, pallet, dozen, aantal colli, aantal pakketten, volumes, nº de volumes, paletes, paczki, liczba paczek, liczba opakowań, opakowań, number of packages, no of packages, 個口, 個口数, 個数, 件数',
  batch:
    'batch, lot, lot number, charge nr, charge, chargen, chargennummer, lotto, lote, partij, partijnummer, partia, numer partii, batch no, lot no, ロット',
  receivedBy:
    'received by, goods received by, signed for by, empfangen von, ware erhalten, ware erhalten von, erhalten durch, empfangsbestätigung, réceptionné par, reçu par, recibido por, recibí, ricevuto da chi, firma del destinatario, ontvangen door, recebido por, odebrał, odebrała, przyjął, accepted by, collected by, 受領者, 受取人',
  delivered:
    'delivered, geliefert, livré, livrée, entregado, entregada, consegnato, geleverd, entregue, dostarczono, wydano',
  ordered:
    'ordered, bestellt, commandé, commandée, pedido cantidad, ordinato, besteld, encomendado, zamówiono',

  membership:
    'membership, mitgliedschaft, mitgliedsart, adhésion, abonnement, formule, afiliación, inscripción tipo, modalidad, tipo de inscripción, iscrizione, tessera, tipo di tessera, lidmaatschap, soort lidmaatschap, inscrição, adesão, modalidade, członkostwo, rodzaj członkostwa, subscription, tariff, ticket type, course chosen, kurs, kurs nr, course, corso, curso, cours, karnet',
  photo:
    'photo, photos, photograph, photographs, foto, fotos, lichtbild, bildaufnahmen, fotoaufnahmen, images, photographies, fotografías, imágenes, fotografie, immagini, beeldmateriaal, fotografias, imagens, zdjęcia, zdjęć, wizerunek, wizerunku',
  level: 'level, niveau, nivel, livello, nível, poziom, stufe, proficiency',
  stock:
    'stock, bestand, lager, lagerbestand, vorrat, en stock, existencias, giacenza, voorraad, existências, zapas, stan magazynowy, in stock',
  overdraft:
    'overdraft, overdraft limit, credit limit, dispositionskredit, dispo, dispokredit, kreditlinie, kreditrahmen, découvert autorisé, découvert, autorisation de découvert, descubierto, límite de crédito, limite de crédito, fido, fido accordato, scoperto, rood staan, roodstand, kredietlimiet, limiet, descoberto autorizado, limite de descoberto, descoberto, debet w rachunku, limit debetowy, limit kredytowy, dostępny limit',
  sortCode:
    'sort code, bankleitzahl, blz, code banque, code guichet, abi, cab, routing number, aba, branch code, bank code, clearing number, bsb',
  vat: 'vat',
};
