import assert from 'node:assert/strict';
import { mayNeedOcr } from '../../../../src/engine/parsers/textLayer';

const page = (text: string, fontName: string | null = 'Times-Roman') => ({
  textItems:
    text === '' ? [] : [{ text, x: 0, y: 0, width: 1, height: 1, ...(fontName ? { fontName } : {}) }],
});
const lines = (...texts: [text: string, fontName: string][]) => ({
  textItems: texts.flatMap(([text, fontName]) => page(text, fontName).textItems),
});
const sentence = 'The water stood two metres above the old datum when the river rose in the night.';

describe('a stored text layer', () => {
  it('is trusted where it reads like text, or like figures', () => {
    assert.equal(mayNeedOcr(page(sentence)), false);
    assert.equal(mayNeedOcr(page('1,204.50 '.repeat(20))), false);
    assert.equal(mayNeedOcr(page('국회입법조사처는 보고서를 발행하였다. '.repeat(5))), false);
  });

  it('is trusted where one line of many is odd', () => {
    assert.equal(mayNeedOcr(lines([sentence, 'Times'], ['\uE012\uE013', 'Symbols'])), false);
    const ticker = 'NYSE NASDQ DJX SPX TSX FTSE MXPLN BRRKL';
    assert.equal(mayNeedOcr(lines([sentence.repeat(10), 'Times'], [ticker, 'Arial'])), false);
  });

  it('is looked at where a font with a good part of the letters is garbled', () => {
    const cipher = 'Wkh zdwhu vwrrg wzr phwuhv deryh wkh rog gdwxp zkhq wkh ulyhu urvh';
    assert.equal(mayNeedOcr(lines([sentence.repeat(3), 'Times'], [cipher, 'Broken'])), true);
  });

  it('is looked at where it is missing or short', () => {
    assert.equal(mayNeedOcr(page('')), true);
    assert.equal(mayNeedOcr(page('Page 3')), true);
  });

  it('is looked at where letters are shifted, unmapped or drawn', () => {
    const shifted = sentence.replace(/[a-z]/gi, letter => String.fromCharCode(letter.charCodeAt(0) - 29));
    assert.equal(
      mayNeedOcr(page('Wkh zdwhu vwrrg wzr phwuhv deryh wkh rog gdwxp zkhq wkh ulyhu urvh')),
      true,
    );
    assert.equal(mayNeedOcr(page(shifted)), true);
    assert.equal(mayNeedOcr(page(`${sentence} \uE012`)), true);
    assert.equal(mayNeedOcr(page(sentence, null)), true);
  });
});
