import type { DocumentKind } from './documentKinds';

/** Documents to be read from beginning to end. */
export const writing: readonly DocumentKind[] = [
  {
    id: 'letter',
    names: `letter|Brief|Schreiben|lettre|courrier|carta|lettera|brief|ofício|pismo|list`,
    clues: `I am writing|we are writing|thank you for your letter|enclosed|kind regards|best regards|hereby inform|bezugnehmend|anbei|Anlagen|je vous prie|ci-joint|adjunto|le escribo|in allegato|bijgaand|em anexo|w załączeniu|dear sir|dear madam|dear|yours sincerely|yours faithfully|kind regards|sincerely|Sehr geehrte|Sehr geehrter|mit freundlichen Grüßen|Hochachtungsvoll|madame monsieur|veuillez agréer|salutations distinguées|cordialement|estimado|estimada|atentamente|un saludo|egregio|gentile|cordiali saluti|distinti saluti|geachte|met vriendelijke groet|hoogachtend|exmo|caro|atenciosamente|com os melhores cumprimentos|szanowny|szanowni|z poważaniem`,
  },
  {
    id: 'email',
    names: `email message|newsletter`,
    clues: `subject|cc|bcc|forwarded|unsubscribe|Betreff|Von|An|objet|asunto|oggetto|onderwerp|assunto|temat`,
  },
  {
    id: 'report',
    names: `report|annual report|quarterly report|financial report|Bericht|Jahresbericht|Geschäftsbericht|Quartalsbericht|rapport|rapport annuel|informe|informe anual|relazione|rapporto|jaarverslag|verslag|relatório|relatório anual|raport|sprawozdanie|報告書|报告`,
    clues: `executive summary|findings|conclusion|recommendations|introduction|fiscal year|Zusammenfassung|Ergebnisse|Fazit|Geschäftsjahr|résumé exécutif|conclusions|recommandations|resumen|conclusiones|sintesi|conclusioni|samenvatting|conclusie|aanbevelingen|sumário|conclusões|podsumowanie|wnioski`,
  },
  {
    id: 'accounts',
    names: `balance sheet|income statement|profit and loss|cash flow statement|Bilanz|Gewinn- und Verlustrechnung|bilan|compte de résultat|balance de situación|cuenta de resultados|bilancio|conto economico|balans|winst- en verliesrekening|balanço|demonstração de resultados|bilans|rachunek zysków i strat`,
    clues: `assets|liabilities|equity|revenue|expenses|net income|shareholders|Aktiva|Passiva|Eigenkapital|Umsatzerlöse|actif|passif|capitaux propres|chiffre d'affaires|activo|pasivo|patrimonio|attivo|passivo|patrimonio netto|activa|passiva|eigen vermogen|ativo|passivo|aktywa|pasywa`,
  },
  {
    id: 'minutes',
    names: `minutes|meeting minutes|meeting notes|agenda|Protokoll|Sitzungsprotokoll|Besprechungsprotokoll|Tagesordnung|procès-verbal|compte rendu de réunion|ordre du jour|acta|acta de la reunión|orden del día|verbale|verbale di riunione|ordine del giorno|notulen|ata|ata da reunião|protokół`,
    clues: `attendees|present|absent|action items|next meeting|resolved|Teilnehmer|anwesend|Beschluss|Beschlüsse|nächste Sitzung|présents|absents|décisions|prochaine réunion|asistentes|acuerdos|presenti|assenti|delibera|aanwezig|afwezig|besluit|presentes|obecni|uchwała`,
  },
  {
    id: 'paper',
    names: `research paper|scientific paper|journal article|thesis|dissertation|Fachartikel|Dissertation|Masterarbeit|Bachelorarbeit|thèse|mémoire|tesis|tesi|proefschrift|scriptie|dissertação|praca magisterska`,
    clues: `abstract|introduction|related work|methodology|methods|results|discussion|references|bibliography|et al|doi|keywords|experiments|hypothesis|Literaturverzeichnis|bibliographie|bibliografía|bibliografia`,
  },
  {
    id: 'manual',
    names: `manual|user guide|instructions|operating instructions|data sheet|datasheet|Bedienungsanleitung|Handbuch|Anleitung|Datenblatt|manuel|mode d'emploi|notice|fiche technique|manual de usuario|instrucciones|ficha técnica|manuale|istruzioni|scheda tecnica|handleiding|gebruiksaanwijzing|manual de instruções|instrukcja obsługi|karta katalogowa|取扱説明書`,
    clues: `warning|caution|installation|troubleshooting|safety|press the button|specifications|step|Warnung|Vorsicht|Sicherheitshinweise|Montage|avertissement|installation|dépannage|advertencia|instalación|avvertenza|installazione|waarschuwing|veiligheid|aviso|ostrzeżenie`,
  },
  {
    id: 'court',
    names: `court order|judgment|judgement|complaint|subpoena|affidavit|power of attorney|Urteil|Beschluss|Klage|Vollmacht|jugement|arrêt|assignation|procuration|sentencia|demanda|poder notarial|sentenza|procura|vonnis|volmacht|sentença|procuração|wyrok|pozew|pełnomocnictwo`,
    clues: `plaintiff|defendant|court|attorney|case no|Kläger|Beklagte|Gericht|Rechtsanwalt|Aktenzeichen|demandeur|défendeur|tribunal|avocat|demandante|demandado|juzgado|abogado|attore|convenuto|avvocato|eiser|gedaagde|rechtbank|advocaat|autor|réu|advogado|powód|pozwany|sąd`,
  },
  {
    id: 'recipe',
    names: `recipe|Kochrezept|recette|receta de cocina|ricetta|recept|receita|przepis|menu|Speisekarte`,
    clues: `ingredients|tablespoon|teaspoon|oven|bake|preheat|servings|Zutaten|Backofen|EL|TL|ingrédients|four|ingredientes|horno|ingredienti|forno|ingrediënten|składniki`,
  },
];
