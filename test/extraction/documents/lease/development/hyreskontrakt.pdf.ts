import { pdf } from '../../../render/paper';

export default () =>
  pdf(
    p => {
      p.text(40, 34, 'HYRESKONTRAKT', { size: 16, font: 'sans-bold' }).text(40, 54, 'för bostadslägenhet');
      p.text(555, 36, 'Nr 0412-1103', { align: 'right' });
      const label = { size: 6.5, color: '#444444' };
      p.text(40, 76, 'Undertecknade parter har denna dag träffat följande avtal', { size: 8 });
      p.boxes(
        40,
        90,
        [
          [
            ['Hyresvärd', 'Fastighets AB Gröna Kullen', 330],
            ['Org.nr', '559104-7286', 185],
          ],
          [
            ['Hyresgäst (namn)', 'Amir Farhadi', 330],
            ['Personnummer', '880214-3376', 185],
          ],
          [
            ['Lägenhetens adress', 'Rosengatan 15 B, 211 34 Malmö', 330],
            ['Lägenhetsnummer', '1103', 90],
            ['Våning', '2', 95],
          ],
          [
            ['Antal rum', '3 rum och kök', 130],
            ['Bostadsyta ca', '78 m²', 130],
            ['Tillhörande p-plats nr', '27', 130],
            ['Förråd nr', '1103', 125],
          ],
          [
            ['Hyrestid fr.o.m.', '2026-02-01', 130],
            ['t.o.m.', 'tills vidare', 130],
            ['Uppsägningstid', '3 månader', 255],
          ],
          [
            ['Hyra per månad, kr', '9 846', 130],
            ['Betalas senast', 'sista vardagen före varje månads början', 255],
            ['Bankgiro', '5164-2201', 130],
          ],
        ],
        { height: 34, label },
      );
      p.text(40, 312, 'Särskilda bestämmelser', { font: 'sans-bold' });
      p.tick(40, 332, 'Värme ingår i hyran', true).tick(200, 332, 'Hushållsel ingår', false);
      p.tick(40, 350, 'Husdjur tillåtna', true).tick(200, 350, 'Rökning tillåten', false);
      p.text(40, 390, 'Ort och datum: Malmö 2025-12-09').text(310, 390, 'Ort och datum: Malmö 2025-12-09');
      p.rule(40, 430, 250).rule(310, 430, 520);
      p.text(40, 434, 'Hyresvärd', label).text(310, 434, 'Hyresgäst', label);
    },
    { fontSize: 9.5 },
  );
