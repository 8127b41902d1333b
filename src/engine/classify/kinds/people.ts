import type { DocumentKind } from './documentKinds';

/** Documents of people: their work, health, insurance and dealings with authorities. */
export const people: readonly DocumentKind[] = [
  {
    id: 'payslip',
    names: `Abrechnung der Brutto/Netto-Bezüge|recibo individual justificativo del pago de salarios|payslip|pay slip|pay stub|paystub|salary slip|salary statement|earnings statement|wage slip|Gehaltsabrechnung|Lohnabrechnung|Entgeltabrechnung|Verdienstabrechnung|Bezügemitteilung|bulletin de paie|bulletin de salaire|fiche de paie|nómina|recibo de nómina|recibo de salarios|busta paga|cedolino|loonstrook|salarisstrook|salarisspecificatie|loonstrookje|recibo de vencimento|folha de pagamento|holerite|pasek wynagrodzenia|pasek płacowy|lista płac|給与明細|工资单`,
    clues: `Brutto-Bezüge|Gesamt-Brutto|Netto-Bezüge|salario base|salaire de base|retribuzione|base salary|gross pay|net pay|gross salary|net salary|earnings|deductions|year to date|YTD|pay period|pay date|employee|employer|social security|income tax|withholding|overtime|hours worked|Abrechnung|Bruttolohn|Nettolohn|Bruttogehalt|Gesamtbrutto|Auszahlungsbetrag|Lohnsteuer|Steuerklasse|Sozialversicherung|Krankenversicherung|Rentenversicherung|Personalnummer|salaire brut|salaire net|net à payer|cotisations|employeur|salarié|salario bruto|líquido a percibir|devengos|deducciones|trabajador|IRPF|stipendio|lordo|netto in busta|trattenute|dipendente|brutoloon|nettoloon|loonheffing|werknemer|werkgever|vencimento base|descontos|trabalhador|remuneração|wynagrodzenie|brutto|składki|pracownik|pracodawca`,
  },
  {
    id: 'resume',
    names: `resume|résumé|CV|curriculum vitae|curriculum|Lebenslauf|tabellarischer Lebenslauf|currículum|hoja de vida|currículo|życiorys|履歴書|简历`,
    clues: `work experience|professional experience|employment history|education|skills|languages|references|career|bachelor|master|university|degree|certifications|hobbies|interests|Berufserfahrung|beruflicher Werdegang|Werdegang|Ausbildung|Studium|Schulbildung|Kenntnisse|Sprachen|Sprachkenntnisse|Fähigkeiten|Staatsangehörigkeit|Geburtsdatum|expérience professionnelle|expériences|formation|compétences|langues|centres d'intérêt|diplôme|experiencia laboral|experiencia profesional|experiencia|formación|educación|estudios|idiomas|habilidades|competencias|esperienza lavorativa|esperienze|istruzione|formazione|competenze|lingue|laurea|werkervaring|opleiding|vaardigheden|talen|experiência profissional|formação|competências|línguas|doświadczenie zawodowe|wykształcenie|umiejętności|języki|zainteresowania`,
  },
  {
    id: 'cover_letter',
    names: `cover letter|application letter|motivation letter|Anschreiben|Bewerbung|Motivationsschreiben|lettre de motivation|candidature|carta de presentación|carta de motivación|lettera di presentazione|lettera di motivazione|sollicitatiebrief|motivatiebrief|carta de apresentação|list motywacyjny`,
    clues: `I am applying|apply for the position|hiring manager|interview|hiermit bewerbe|Vorstellungsgespräch|je vous adresse|entretien|solicitar el puesto|entrevista|colloquio|solliciteer|vacature`,
  },
  {
    id: 'contract',
    names: `contract|agreement|employment contract|service agreement|non-disclosure agreement|NDA|license agreement|loan agreement|Vertrag|Arbeitsvertrag|Kaufvertrag|Dienstvertrag|Vereinbarung|Geheimhaltungsvereinbarung|contrat|contrat de travail|accord|contrato|contrato de trabajo|acuerdo|contratto|contratto di lavoro|accordo|overeenkomst|arbeidsovereenkomst|umowa|umowa o pracę|契約書|合同`,
    clues: `party|parties|hereinafter|whereas|hereby|governing law|termination|clause|effective date|liability|in witness whereof|indemnify|Vertragsparteien|nachfolgend|Kündigung|Laufzeit|Gerichtsstand|Haftung|ci-après|article|résiliation|droit applicable|partes|cláusula|rescisión|en adelante|parti|recesso|di seguito|partijen|opzegging|hierna|cláusula|rescisão|strony|wypowiedzenie|paragraf`,
  },
  {
    id: 'lease',
    general: 'contract',
    names: `lease|lease agreement|rental agreement|tenancy agreement|rental contract|Mietvertrag|Wohnungsmietvertrag|Mietvereinbarung|Pachtvertrag|bail|bail d'habitation|contrat de location|contrato de arrendamiento|contrato de alquiler|contratto di locazione|contratto d'affitto|huurovereenkomst|huurcontract|contrato de arrendamento|contrato de locação|umowa najmu|賃貸借契約書`,
    clues: `landlord|tenant|lessor|lessee|rent|monthly rent|deposit|premises|Mieter|Vermieter|Miete|Kaution|Mietsache|Kaltmiete|Nebenkosten|locataire|bailleur|loyer|dépôt de garantie|arrendador|arrendatario|renta|fianza|vivienda|locatore|conduttore|canone|cauzione|huurder|verhuurder|huurprijs|waarborgsom|senhorio|senhoria|inquilino|renda|caução|najemca|wynajmujący|czynsz|kaucja`,
  },
  {
    id: 'claim',
    general: 'form',
    names: `claim form|insurance claim|notice of claim|damage report|loss report|accident report|incident report|Schadenmeldung|Schadensmeldung|Schadenanzeige|Schadensanzeige|Schadenbericht|Unfallbericht|Unfallmeldung|Unfallanzeige|déclaration de sinistre|constat amiable|déclaration d'accident|déclaration de vol|parte de accidente|parte de siniestro|declaración de siniestro|declaración de accidente|denuncia di sinistro|denuncia sinistro|modulo di denuncia|schadeformulier|schadeaangifte|schademelding|participação de sinistro|declaração amigável|zgłoszenie szkody`,
    clues: `claim number|date of loss|time of loss|date of accident|cause of damage|cause of loss|estimated damage|third party|witness|witnesses|police report|Schadennummer|Schadentag|Schadenort|Schadendatum|Schadenhergang|Schadenshöhe|Unfallhergang|Zeugen|numéro de sinistre|date du sinistre|lieu du sinistre|circonstances|témoins|número de siniestro|fecha del siniestro|daños|testigos|numero sinistro|data del sinistro|danni|testimoni|schadenummer|schadedatum|datum schade|toedracht|getuigen|data do sinistro|testemunhas|numer szkody|data szkody|świadkowie`,
  },
  {
    id: 'registration',
    general: 'form',
    names: `registration|registration form|enrolment form|enrollment form|sign-up form|membership application|entry form|Anmeldung|Anmeldeformular|Anmeldebogen|Aufnahmebogen|Beitrittserklärung|Aufnahmeantrag|Mitgliedsantrag|Kursanmeldung|bulletin d'inscription|fiche d'inscription|formulaire d'inscription|bulletin d'adhésion|inscription|hoja de inscripción|formulario de inscripción|inscripción|matrícula|iscrizione|domanda di iscrizione|modulo di iscrizione|scheda di iscrizione|inschrijving|inschrijfformulier|aanmeldformulier|lidmaatschap|inscrição|ficha de inscrição|boletim de inscrição|formularz zgłoszeniowy|karta zgłoszenia|deklaracja członkowska|rejestracja`,
    clues: `course|member|membership|participant|emergency contact|I hereby register|fee|Kurs|Mitglied|Teilnehmer|Teilnehmerin|Kursnummer|Notfallkontakt|cours|adhérent|membre|participant|cotisation|personne à prévenir|curso|socio|participante|cuota|corso|tessera|socio|partecipante|quota|cursus|lid|deelnemer|contributie|curso|sócio|participante|quota|kurs|członek|uczestnik|składka członkowska`,
  },
  {
    id: 'form',
    names: `form|application form|questionnaire|survey|Formular|Antrag|Antragsformular|Fragebogen|formulaire|demande|questionnaire|formulario|solicitud|cuestionario|modulo|domanda|questionario|formulier|aanvraag|aanvraagformulier|vragenlijst|formulário|requerimento|questionário|formularz|wniosek|ankieta|申請書|申込書|申请表`,
    clues: `please complete|fill in|tick|check the box|block letters|applicant|for office use|date of birth|first name|last name|surname|bitte ausfüllen|ankreuzen|Antragsteller|Vorname|Nachname|Geburtsdatum|Zutreffendes|cocher|nom de famille|prénom|date de naissance|demandeur|apellidos|fecha de nacimiento|solicitante|marque|cognome|data di nascita|richiedente|barrare|voornaam|achternaam|geboortedatum|aanvrager|aankruisen|apelido|data de nascimento|requerente|imię|nazwisko|data urodzenia|wnioskodawca`,
  },
  {
    id: 'tax_form',
    names: `tax return|tax form|W2|1099|1040|tax statement|tax assessment|Steuererklärung|Steuerbescheid|Lohnsteuerbescheinigung|déclaration de revenus|avis d'imposition|avis d'impôt|declaración de la renta|declaración de impuestos|dichiarazione dei redditi|certificazione unica|belastingaangifte|aanslag|declaração de imposto|zeznanie podatkowe|PIT`,
    clues: `taxable income|taxpayer|filing status|withheld|refund|IRS|Finanzamt|Steuernummer|zu versteuerndes Einkommen|Einkünfte|impôt|revenu imposable|foyer fiscal|contribuyente|contribuente|reddito imponibile|belastbaar inkomen|Belastingdienst|podatnik|urząd skarbowy`,
  },
  {
    id: 'insurance',
    names: `insurance policy|insurance certificate|policy schedule|Versicherungsschein|Versicherungspolice|police d'assurance|attestation d'assurance|póliza de seguro|polizza assicurativa|verzekeringspolis|apólice de seguro|polisa ubezpieczeniowa`,
    clues: `insured|policyholder|premium|coverage|deductible|claim|Versicherungsnehmer|Versicherte|Beitrag|Selbstbeteiligung|assuré|prime|garanties|franchise|asegurado|prima|cobertura|assicurato|premio|copertura|verzekerde|premie|dekking|segurado|prémio|ubezpieczony|składka|policy|Police|póliza|polizza|polis|polisa`,
  },
  {
    id: 'medical',
    names: `medical report|lab report|laboratory report|prescription|discharge summary|medical certificate|Arztbrief|Befund|Laborbefund|Rezept|Entlassungsbericht|Arbeitsunfähigkeitsbescheinigung|compte rendu|ordonnance|résultats d'analyses|certificat médical|informe médico|receta|análisis clínicos|referto|ricetta|certificato medico|medisch rapport|recept|laboratoriumuitslag|relatório médico|receita médica|wynik badania|recepta|karta informacyjna`,
    clues: `patient|diagnosis|dosage|doctor|physician|hospital|blood|symptoms|treatment|medication|Patient|Diagnose|Arzt|Krankenhaus|Therapie|Blut|médecin|patient|diagnostic|traitement|paciente|diagnóstico|médico|tratamiento|paziente|diagnosi|medico|terapia|patiënt|arts|behandeling|pacjent|rozpoznanie|lekarz`,
  },
  {
    id: 'identity',
    names: `passport|identity card|ID card|driving licence|driver license|residence permit|visa|Reisepass|Personalausweis|Führerschein|Aufenthaltstitel|passeport|carte d'identité|permis de conduire|pasaporte|documento nacional de identidad|DNI|permiso de conducir|passaporto|carta d'identità|patente di guida|paspoort|identiteitskaart|rijbewijs|cartão de cidadão|carta de condução|paszport|dowód osobisty|prawo jazdy`,
    clues: `nationality|date of birth|place of birth|date of expiry|authority|holder|Staatsangehörigkeit|Geburtsort|gültig bis|Behörde|nationalité|lieu de naissance|date d'expiration|nacionalidad|lugar de nacimiento|cittadinanza|luogo di nascita|nationaliteit|geboorteplaats|obywatelstwo|miejsce urodzenia`,
  },
  {
    id: 'certificate',
    names: `certificate|diploma|transcript|birth certificate|marriage certificate|certificate of completion|Zertifikat|Urkunde|Zeugnis|Geburtsurkunde|Bescheinigung|certificat|diplôme|attestation|relevé de notes|certificado|diploma|título|certificato|attestato|certificaat|getuigschrift|certidão|certyfikat|świadectwo|zaświadczenie|dyplom`,
    clues: `hereby certifies|certify that|awarded|has completed|grade|hiermit wird bescheinigt|bescheinigt|Note|atteste que|décerné|certifica que|otorgado|si certifica|si attesta|hierbij verklaart|certifica-se|zaświadcza się`,
  },
  {
    id: 'timesheet',
    names: `timesheet|time sheet|attendance sheet|Stundenzettel|Arbeitszeitnachweis|Stundennachweis|feuille de temps|relevé d'heures|hoja de horas|parte de horas|foglio ore|urenstaat|urenregistratie|folha de horas|karta pracy|ewidencja czasu pracy`,
    clues: `hours|overtime|start|end|break|week|Stunden|Beginn|Ende|Pause|heures|début|fin|horas|ore|uren|godziny`,
  },
];
