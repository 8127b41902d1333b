/** Words of forms, pay, health, travel and careers. Languages and reading as in `things`. */
export const people: Readonly<Record<string, string>> = {
  person: 'person, persona, persoon, pessoa, osoba, personal',
  first:
    'fornavn, etunimi, first, first name, given name, nome, nombre,  given names, forename, vorname, vornamen, prénom, prenom, prénoms, nombre de pila, nombres, primer nombre, nome di battesimo, voornaam, voornamen, primeiro nome, nome próprio, imię, imiona, förnamn, 名',
  last: 'cognoms, cognom, efternavn, sukunimi, last, last name, family name, surname, nachname, familienname, zuname, nom de famille, apellido, apellidos, cognome, achternaam, familienaam, sobrenome, apelido, apelidos, nazwisko, efternamn, 姓',
  middle:
    'middle, middle name, zweiter vorname, deuxième prénom, segundo nombre, secondo nome, tweede naam, nome do meio, drugie imię, middle initial',
  birth:
    'data de naixement, födelsedatum, fødselsdato, syntymäaika, data naixement, birth, date of birth, dob, birth date, birthdate, born, geburtsdatum, geburts, geboren, geboren am, geb, geb datum, geburtstag, naissance, date de naissance, né le, née le, né e le, nacimiento, fecha de nacimiento, nacido, nascita, data di nascita, nato il, nato a il, geboorte, geboortedatum, nascimento, data de nascimento, urodzenia, data urodzenia, urodzony, 生年月日, 出生',
  birthPlace:
    'place of birth, birthplace, geburtsort, lieu de naissance, lugar de nacimiento, luogo di nascita, geboorteplaats, local de nascimento, naturalidade, miejsce urodzenia, 出生地',
  nationality:
    'nationality, citizenship, staatsangehörigkeit, staatsangehoerigkeit, nationalität, nationalité, nacionalidad, nazionalità, cittadinanza, nationaliteit, nacionalidade, obywatelstwo, narodowość, 国籍',
  maritalStatus:
    'marital status, civil status, familienstand, situation familiale, état civil, estado civil, stato civile, burgerlijke staat, stan cywilny',
  passport:
    'passport, reisepass, passeport, pasaporte, passaporto, paspoort, paszport, paszportu, pass, 旅券, 护照',
  identityCard:
    'identity card, id card, ausweis, personalausweis, ausweisnummer, carte d identité, dni, documento de identidad, nie, carta d identità, identiteitskaart, identiteitsbewijs, bilhete de identidade, cartão de cidadão, cc, rg, dowód osobisty, dowodu osobistego, national id, 身份证',
  socialSecurity:
    'personnummer, cpr nr, cpr nummer, henkilötunnus, no sécurité sociale, n sécurité sociale, n de sécurité sociale, numéro ss, social security number, social security, ssn, sozialversicherungsnummer, sv nummer, rentenversicherungsnummer, numéro de sécurité sociale, sécurité sociale, n ss, número de la seguridad social, afiliación s s, núm afiliación s s, nº afiliación s s, afiliación, seguridad social, naf, n afiliación, n afiliacion, bsn, burgerservicenummer, sofinummer, niss, segurança social, pesel, national insurance, national insurance number, ni number, ni no, cpf, ahv, ahv nr, codice fiscale dipendente',
  driving:
    'driving licence, driver license, driver s license, führerschein, permis de conduire, permiso de conducir, carnet de conducir, patente, patente di guida, rijbewijs, carta de condução, prawo jazdy',
  licence: 'licence, license, lizenz, licencia, licenza, licentie, licença, licencja',
  vehicle:
    'vehicle, fahrzeug, auto, car, véhicule, vehículo, coche, veicolo, voertuig, veículo, pojazd, kfz, make and model, make, marke, marque, marca, merk, marka',
  model: 'model, modell, modèle, modelo, modello',
  plate:
    'plate, vehicle registration mark, registration mark, registration, licence plate, license plate, registration plate, kennzeichen, amtliches kennzeichen, immatriculation, plaque, matrícula, matricula, targa, kenteken, matrícula do veículo, nr rejestracyjny, numer rejestracyjny, vehicle registration',
  vin: 'vin, fahrgestellnummer, chassis, numéro de châssis, bastidor, telaio, chassisnummer',

  employee:
    'anst nr, anställningsnummer, anställd, medarbejder, cod dipendente, codice dipendente, dipendente, matricule salarié, nr pracownika, pracownik, matricola, codice dipendente, employee, mitarbeiter, mitarbeiters, arbeitnehmer, beschäftigter, salarié, employé, empleado, trabajador, dipendente, lavoratore, werknemer, medewerker, funcionário, trabalhador, colaborador, pracownik, pracownika, personal, personalnummer, pers nr, personal nr, matricule, staff, payroll number, payroll no, 社員, 员工',
  employer:
    'ditta, arbetsgivare, arbejdsgiver, dane pracodawcy, płatnik, zakład pracy, firma pracodawca, employer, arbeitgeber, employeur, empleador, empresa, datore di lavoro, azienda, werkgever, empregador, entidade patronal, pracodawca, pracodawcy, 雇用主, 雇主, 会社名',
  salary:
    'salary, wage, wages, pay, gehalt, lohn, entgelt, vergütung, verguetung, salaire, rémunération, salario, sueldo, devengado, stipendio, retribuzione, salaris, loon, salário, vencimento base, remuneração, wynagrodzenie, wynagrodzenia, pensja, compensation, basic pay, grundgehalt, base salary, salaire de base, salario base, earnings, 給与, 工资',
  netPay:
    'net pay, net à payer, net payé, net a payer au salarié, nettolön, utbetalas, nettoløn, take home pay, net salary, net wage, nettolohn, nettogehalt, netto verdienst, nettoverdienst, auszahlungsbetrag, auszahlung, net payé, salaire net, net a payer, líquido a percibir, liquido a percibir, líquido total, salario neto, neto a percibir, netto in busta, netto del mese, netto da pagare, stipendio netto, nettoloon, nettosalaris, netto loon, uit te betalen, salário líquido, líquido a receber, liquido a receber, vencimento líquido, wynagrodzenie netto, do wypłaty, kwota do wypłaty, amount payable, 差引支給額, 实发工资',
  grossPay:
    'bruttolön, bruttoløn, bruttopalkka, gross pay, gross salary, gross wage, total earnings, gross earnings, bruttolohn, bruttogehalt, gesamtbrutto, bruttoverdienst, gesamt brutto, brutto gesamt, salaire brut, brut, total brut, rémunération brute, total devengado, salario bruto, devengos, total devengos, retribuzione lorda, totale competenze, stipendio lordo, lordo mensile, brutoloon, brutosalaris, bruto loon, bruto salaris, salário bruto, total ilíquido, remuneração bruta, total de abonos, wynagrodzenie brutto, 総支給額, 应发工资',
  cumulative:
    'cumulative, year to date, ytd, to date, kumuliert, kumulativ, jahreswerte, aufgelaufen, cumul, cumuls, cumul annuel, acumulado, cumulativo, progressivo, cumulatief, narastająco, ackumulerat',
  deductions:
    'deductions, deduction, total deductions, abzüge, abzuege, gesamtabzüge, summe abzüge, retenues, cotisations, total retenues, total cotisations, deducciones, total a deducir, total deducciones, retenciones, trattenute, totale trattenute, ritenute, inhoudingen, totaal inhoudingen, descontos, total de descontos, total descontos, potrącenia, suma potrąceń, 控除',
  incomeTax:
    'preliminär skatt, skatt, a skat, ennakonpidätys, impôt prélevé à la source, pas, irpef netta, federal income tax, federal withholding, income tax, wage tax, lohnsteuer, impôt, impôt sur le revenu, prélèvement à la source, irpf, retención irpf, irpef, loonheffing, loonbelasting, irs, retenção irs, podatek dochodowy, zaliczka na podatek, paye, paye tax, federal tax, 所得税',
  taxClass:
    'skattetabell, trækprocent, veroprosentti, tax class, steuerklasse, st kl, stkl, tax code, code fiscal, tax bracket',
  hours: 'hours, stunden, arbeitsstunden, heures, horas, ore, uren, godziny, hours worked, std',
  job: 'job title, position held, job, occupation, profession, beruf, tätigkeit, taetigkeit, berufsbezeichnung, stelle, funktion, poste, emploi, fonction, métier, intitulé, puesto, cargo, categoría profesional, ocupación, profesión, mansione, qualifica, professione, ruolo, functie, beroep, profissão, função, categoria profissional, stanowisko, zawód, role, designation of post, headline, 職種, 职位, 职业',
  hire: 'assunto il, assunta il, anställningsdatum, ansat, hire date, date of hire, start of employment, date of joining, eintrittsdatum, eintritt am, entrée, date d entrée, date d embauche, antigüedad, fecha de antigüedad, fecha de alta, assunzione, data di assunzione, data assunzione, datum in dienst, in dienst, admissão, data de admissão, zatrudnienia, data zatrudnienia, employment date',
  experience:
    'experience, work experience, employment history, professional experience, berufserfahrung, beruflicher werdegang, werdegang, expérience, expérience professionnelle, expériences, experiencia, experiencia laboral, experiencia profesional, esperienza, esperienze, esperienza lavorativa, esperienze professionali, werkervaring, experiência, experiência profissional, doświadczenie, doświadczenie zawodowe, 職歴, 工作经历',
  education:
    'education, ausbildung, bildung, bildungsweg, studium, formation, formations, études, educación, formación, formación académica, istruzione, istruzione e formazione, formazione, opleiding, opleidingen, educação, formação, formação académica, wykształcenie, edukacja, academic background, qualifications, 学歴, 教育',
  degree:
    'degree, abschluss, diplôme, diplome, título académico, titulación, titolo di studio, laurea, diploma, grau, stopień, dyplom, qualification, 学位',
  school:
    'school, university, college, institution, universität, hochschule, schule, université, école, universidad, universidade, università, universiteit, uczelnia, szkoła, centro',
  hobby:
    'hobbies, interests, hobby, interessen, loisirs, centres d intérêt, aficiones, intereses, interessi, passatempos, zainteresowania, hobby s',
  certificate:
    'certificates, certifications, certification, certificate, zertifikate, zertifikat, certificat, certificados, certificaciones, certificazioni, certificaten, certificações, certyfikaty',
  resume:
    'resume, résumé, curriculum vitae, curriculum, cv, lebenslauf, currículum, currículo, życiorys, 履歴書, 简历',
  profile:
    'profile, about, about me, profil, über mich, profil professionnel, perfil, profilo, profiel, perfil profissional, o mnie, personal statement, objective, zusammenfassung, kurzprofil, career summary, professional summary',
  references:
    'references, referenzen, références, referencias, referenze, referenties, referências, referencje',
  personalData:
    'personal data, personal details, personal information, persönliche daten, angaben zur person, informations personnelles, datos personales, dati personali, informazioni personali, persoonlijke gegevens, dados pessoais, dane osobowe, contact details, kontaktdaten, coordonnées, dane kontaktowe',

  patient:
    'patient, patientin, paciente, paziente, patiënt, pacjent, pacjenta, versicherter, versicherte, insured, 患者',
  doctor:
    'doctor, physician, arzt, ärztin, médecin, docteur, médico, doctor, medico, arts, lekarz, attending, practitioner, behandelnder arzt',
  diagnosis: 'diagnosis, diagnose, diagnostic, diagnóstico, diagnosi, diagnoza, rozpoznanie, icd',
  hospital:
    'hospital, klinik, krankenhaus, hôpital, clinique, clínica, ospedale, ziekenhuis, szpital, practice, praxis, cabinet',
  allergy: 'allergies, allergy, allergien, alergias, allergie, allergieën, alergie',
  emergency:
    'contactpersoon bij ongeval, bij ongeval, in geval van nood, noodcontact, contact person in emergency, in case of emergency, personne à prévenir, à prévenir en cas d urgence, en caso de emergencia, in caso di emergenza, em caso de emergência, im notfall, im notfall zu benachrichtigen, osoba do kontaktu w nagłych wypadkach, emergency, emergency contact, notfall, notfallkontakt, urgence, emergencia, emergenza, noodgeval, emergência, w nagłych wypadkach',
  guardian:
    'guardian, parent, parents, erziehungsberechtigter, eltern, tuteur, tutor, genitore, ouder, voogd, encarregado de educação, opiekun, mother, father, mutter, vater',
  child:
    'child, children, kind, kinder, enfant, enfants, hijo, hijos, figlio, figli, kind, kinderen, filho, filhos, dziecko, dzieci, dependants, dependents, number of children',
  spouse:
    'spouse, partner, ehegatte, ehepartner, conjoint, cónyuge, coniuge, echtgenoot, cônjuge, małżonek, współmałżonek',

  applicant:
    'applicant, antragsteller, antragstellerin, bewerber, demandeur d emploi, candidat, solicitante, richiedente, aanvrager, requerente, candidato, wnioskodawca, candidate, participant, teilnehmer, participante, partecipante, deelnemer, uczestnik, member, mitglied, membre, miembro, socio, lid, sócio, członek',
  tenant:
    'arrendataria, la arrendataria, conduttrice, la conduttrice, preneur, locatrice preneuse, inquilina, arrendatária, huurster, najemczyni, tenant, lessee, mieter, mieterin, locataire, arrendatario, inquilino, conduttore, locatario, huurder, arrendatário, najemca, najemcy',
  landlord:
    'arrendadora, la arrendadora, locatrice, bailleresse, vermieterin, senhoria, wynajmująca, landlord, lessor, vermieter, vermieterin, bailleur, propriétaire, arrendador, propietario, locatore, proprietario, verhuurder, senhorio, proprietário, wynajmujący, owner',
  property:
    'property, premises, objekt, immobilie, mietobjekt, bien, logement, inmueble, vivienda, finca, immobile, appartamento, pand, gehuurde, imóvel, nieruchomość, lokal, apartment, flat, wohnung',
  witness: 'witness, zeuge, témoin, testigo, testimone, getuige, testemunha, świadek',
  author:
    'author, autor, verfasser, auteur, autore, written by, prepared by, erstellt von, préparé par, preparado por, redatto da, opgesteld door, sporządził',

  guest:
    'guest, gast, hôte, invité, client hôtel, huésped, ospite, gast, hóspede, gość, gościa, passenger, passagier, fahrgast, passager, pasajero, passeggero, reiziger, passageiro, pasażer, traveller, traveler, 旅客, 乗客',
  room: 'room, zimmer, zimmernummer, chambre, habitación, camera, stanza, kamer, quarto, pokój, pokoju',
  checkIn:
    'check in, checkin, anreise, anreisetag, ankunft hotel, arrivée le, entrada, llegada, arrivo, aankomst, chegada, przyjazd, zameldowanie',
  checkOut:
    'check out, checkout, abreise, abreisetag, départ le, salida, partenza, vertrek, partida, saída, wyjazd, wymeldowanie',
  nights:
    'nights, nächte, naechte, übernachtungen, nuits, nuitées, noches, notti, nachten, overnachtingen, noites, noce, liczba nocy',
  guests:
    'guests, number of guests, persons, personen, adults, erwachsene, personnes, personas, huéspedes, persone, ospiti, aantal personen, pessoas, osoby, liczba osób, number of persons, people, participants count',
  flight: 'flight, flug, flugnummer, vol, vuelo, volo, vlucht, voo, lot, numer lotu, 便名, 航班',
  train: 'train, zug, zugnummer, trein, treno, tren, comboio, pociąg, voiture, wagen, coach',
  seat: 'seat, sitz, sitzplatz, platz, place, siège, asiento, posto, stoel, zitplaats, assento, lugar, miejsce, 座席, 座位',
  gate: 'gate, flugsteig, porte, puerta, bramka, gleis, platform, voie, andén, binario, spoor, plataforma, peron',
  departure:
    'departure, abflug, abfahrt, départ, salida de, partenza da, vertrek van, partida de, odlot, odjazd, departs, from city, abreise von, origin, 出発',
  arrival:
    'arrival, ankunft, arrivée, llegada a, arrivo a, aankomst te, chegada a, przylot, arrives, destination, 到着',
  table: 'table, tisch, table no, tischnummer, mesa, tavolo, tafel, stolik',
  event:
    'event, veranstaltung, événement, evento, evenement, wydarzenie, course, kurs, seminar, cours, curso, corso, cursus, training, schulung',
  newsletter:
    'newsletter, boletín, boletín informativo, boletim, boletim informativo, infolettre, lettre d information, nieuwsbrief, biuletyn, rundbrief, marketing, werbung',
  consent:
    'consent, autoriza, autorizo, autorizzo, autorise, j autorise, authorise, authorize, published, publication, publicación, veröffentlicht, veröffentlichung, publiceren, pubblicazione, publicação, publikację, wyrażam zgodę, akkoord, einwilligung, zustimmung, consentement, consentimiento, consenso, toestemming, consentimento, zgoda, agree, agreed, einverstanden, accepted, accept',
};
