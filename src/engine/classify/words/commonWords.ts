import { wordsOf } from './stems';

/** Words that say nothing about the kind of a document, in the languages of the kinds. */
const empty = `
a an the and or of to in on at for from by with without as is are was be been being this that these those it its their his her your our my
which who whom what when where how than then there here may can could should would will shall must might do does did has have had having
not no any all each every some other others else such only also more most many much very into over under between per via e g i etc
if but so because while about above below after before both either neither own same too up out off again you we they he she
der die das den dem des ein eine einer eines einem einen und oder von zu zum zur im in am an auf fur mit ohne als ist sind war wird werden
sich dies diese dieser dieses es ihr ihre sein seine unser unsere nicht kein keine auch nur noch bei aus nach uber unter wie wenn dass
le la les un une des du de et ou a au aux en dans sur pour par avec sans est sont ce cette ces il elle leur leurs votre notre que qui ne pas
el los las uno una unos unas y o del al con sin por para es son este esta estos estas su sus que no se lo
il lo gli i uno una e ed o di da del della dei delle nel nella con senza per che non si sono questo questa
het een van voor met zonder en of op in uit te dat die dit deze is zijn niet geen ook door naar aan bij uw onze
o os as um uma uns umas e ou do da dos das no na nos nas com sem por para que nao se este esta sao
i w we z ze na do od po za u o oraz lub albo dla przez bez nie jest sa ten ta to tego tej te tych jako
document documents file files page pages text word words contain contains containing containe include includes including usually typically
often kind type types showing show shows lists listing list describes describe issued sent given used use like
dokument dokumente enthalt documento documentos documenti dokumenty fichier archivo
`;

/** Words that most business documents have, whatever they are: weak signs. */
const weak = `
date total number name address amount company person business customer client city country phone email mail fax page sum price year month day
time signature information details detail note notes reference item items line lines description value record data terms paid pay payment
datum gesamt nummer name adresse betrag firma kunde stadt land telefon seite summe preis jahr monat tag unterschrift zahlung position
date numero nom adresse montant societe client ville pays telephone prix annee mois jour paiement
fecha numero nombre direccion importe empresa cliente ciudad pais telefono precio ano mes dia pago
data numero nome indirizzo importo azienda cliente citta paese telefono prezzo anno mese giorno pagamento
datum nummer naam adres bedrag bedrijf klant stad land telefoon prijs jaar maand dag betaling
data numero nome endereco valor empresa cliente cidade pais telefone preco ano mes dia pagamento
data numer nazwa adres kwota firma klient miasto kraj telefon cena rok miesiac dzien platnosc
`;

const stemsIn = (text: string): ReadonlySet<string> => new Set(wordsOf(text).map(({ stem }) => stem));

export const emptyStems = stemsIn(empty);
export const weakStems = stemsIn(weak);

/** Words after which a description says what is not meant, up to the end of the clause. */
export const negations: ReadonlySet<string> = new Set(
  wordsOf(
    'not no never except excluding without unlike kein keine nicht ohne ausser pas sauf sans excepto senza non geen niet zonder sem exceto nie bez oprocz',
  ).map(({ stem }) => stem),
);
