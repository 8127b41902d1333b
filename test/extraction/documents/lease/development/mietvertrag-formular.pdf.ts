import { pdf } from '../../../render/paper';

export default () =>
  pdf(
    p => {
      const hand = { font: 'serif-italic', size: 12 } as const;
      const fill = (x: number, y: number, to: number, value: string) =>
        p.text(x + 4, y - 3, value, hand).rule(x, y + 10, to);
      p.text(297, 36, 'Wohnungs-Mietvertrag', { size: 17, font: 'sans-bold', align: 'center' });
      p.text(50, 76, 'Zwischen');
      fill(105, 76, 545, 'Horst und Ilse Feddersen, Husum');
      p.text(545, 90, '– Vermieter –', { size: 8, align: 'right' });
      p.text(50, 108, 'und');
      fill(105, 108, 545, 'Lena Matthiesen');
      p.text(545, 122, '– Mieter –', { size: 8, align: 'right' });
      p.text(50, 136, 'wird folgender Mietvertrag geschlossen:');
      p.text(50, 164, '§ 1 Mietsache', { font: 'sans-bold' });
      p.text(50, 184, 'Vermietet wird die Wohnung in');
      fill(195, 184, 545, 'Deichstraße 31, 25813 Husum');
      p.text(50, 206, 'Geschoss');
      fill(100, 206, 160, 'EG');
      p.text(170, 206, 'Zimmer');
      fill(210, 206, 260, '2');
      p.text(270, 206, 'Wohnfläche');
      fill(330, 206, 390, '61,5');
      p.text(394, 206, 'm²').text(420, 206, 'Stellplatz Nr.');
      fill(488, 206, 545, '—');
      p.text(50, 236, '§ 2 Mietzeit', { font: 'sans-bold' });
      p.text(50, 256, 'Das Mietverhältnis beginnt am');
      fill(195, 256, 290, '01.03.2026');
      p.tick(310, 256, 'und läuft auf unbestimmte Zeit.', true);
      p.tick(310, 274, 'und endet am ____________.', false);
      p.text(50, 298, 'Für den Mieter gilt eine Kündigungsfrist von');
      fill(260, 298, 290, '3');
      p.text(296, 298, 'Monaten.');
      p.text(50, 328, '§ 3 Miete', { font: 'sans-bold' });
      p.text(50, 348, 'Die monatliche Nettomiete beträgt');
      fill(260, 348, 340, '560,00');
      p.text(345, 348, 'EUR');
      p.text(50, 368, 'Vorauszahlung auf Betriebskosten');
      fill(260, 368, 340, '135,00');
      p.text(345, 368, 'EUR');
      p.text(50, 388, 'Die Miete ist bis zum 3. Werktag zu zahlen auf IBAN');
      fill(300, 388, 545, 'DE27 2505 0180 0012 3456 78');
      p.text(50, 418, '§ 4 Kaution', { font: 'sans-bold' });
      p.text(50, 438, 'Der Mieter leistet eine Sicherheit in Höhe von');
      fill(260, 438, 340, '1.680,00');
      p.text(345, 438, 'EUR.');
      p.text(50, 468, '§ 5 Tierhaltung', { font: 'sans-bold' });
      p.tick(50, 488, 'gestattet', false).tick(130, 488, 'nicht gestattet (ausgenommen Kleintiere)', true);
      fill(50, 545, 220, 'Husum, 18.02.2026');
      p.text(50, 558, 'Ort, Datum', { size: 7 });
      fill(240, 545, 380, 'H. Feddersen');
      p.text(240, 558, 'Vermieter', { size: 7 });
      fill(400, 545, 545, 'L. Matthiesen');
      p.text(400, 558, 'Mieter', { size: 7 });
    },
    { fontSize: 9.5 },
  );
