/** What forms and receipts let people choose between. Languages and reading as in `things`. */
export const answers: Readonly<Record<string, string>> = {
  female:
    'nena, dona, kvinna, kvinde, nainen, niña, female, woman, weiblich, frau, féminin, femme, mujer, femenino, femminile, donna, vrouw, vrouwelijk, feminino, mulher, kobieta, żeńska, 女',
  male: 'nen, home, mies, niño, mand, male, man, männlich, herr, masculin, homme, hombre, masculino, varón, maschile, uomo, mannelijk, homem, mężczyzna, męska, 男',
  other:
    'other, others, sonstiges, sonstige, andere, anderes, divers, autre, autres, otro, otra, otros, altro, altra, anders, overig, overige, outro, outra, inne, inny, diverse',
  single:
    'single, unmarried, ledig, célibataire, soltero, soltera, celibe, nubile, ongehuwd, solteiro, solteira, kawaler, panna',
  married:
    'married, verheiratet, marié, mariée, casado, casada, coniugato, coniugata, sposato, gehuwd, żonaty, zamężna',
  divorced:
    'divorced, geschieden, divorcé, divorcée, divorciado, divorciada, divorziato, divorziata, gescheiden, divorciado, rozwiedziony, rozwiedziona',
  widowed:
    'widowed, verwitwet, veuf, veuve, viudo, viuda, vedovo, vedova, weduwe, weduwnaar, viúvo, viúva, wdowiec, wdowa',
  fire: 'fire, feuer, brand, incendie, feu, incendio, fuego, fuoco, incêndio, fogo, pożar, ogień',
  water:
    'water, leitungswasser, wasser, wasserschaden, dégât des eaux, dégâts des eaux, eau, agua, daños por agua, acqua, danni da acqua, danno da acqua, waterschade, água, danos por água, woda, zalanie, zalania',
  theft:
    'theft, burglary, stolen, diebstahl, einbruch, einbruchdiebstahl, vol avec effraction, robo, hurto, furto, diefstal, inbraak, roubo, kradzież, włamanie',
  storm:
    'storm, hail, sturm, hagel, unwetter, stormschade, tempête, grêle, tormenta, temporal, granizo, tempesta, grandine, tempestade, wichura, burza, grad, gradobicie',
  collision:
    'collision, crash, zusammenstoß, kollision, auffahrunfall, accident de la circulation, choque, colisión, collisione, tamponamento, scontro, aanrijding, botsing, colisão, kolizja, stłuczka, zderzenie',
  debitCard:
    'debit card, maestro, girocard, ec karte, ec cash, bancontact, pin, pinnen, multibanco, bancomat',
  creditCard:
    'credit card, mastercard, visa, amex, american express, kreditkarte, carte de crédit, tarjeta de crédito, carta di credito, creditcard, cartão de crédito',
  bankTransfer:
    'bank transfer, wire transfer, überweisung, virement, transferencia bancaria, bonifico bancario, bankoverschrijving, transferência bancária, przelew bankowy',
};
