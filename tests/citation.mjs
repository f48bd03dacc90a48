// Reads {"csl": […], "bibtex": "…"} on standard input; tells what Citation.js makes of both, as JSON.
import { Cite } from '@citation-js/core'
import '@citation-js/plugin-bibtex'
import '@citation-js/plugin-csl'
import { readFileSync } from 'node:fs'

const { csl, bibtex } = JSON.parse(readFileSync(0, 'utf8'))
const styled = (lang) => new Cite(csl).format('bibliography', { template: 'apa', lang }).trim()
const read = new Cite(bibtex, { forceType: '@bibtex/text' }).data[0]
console.log(JSON.stringify({ en: styled('en-US'), es: styled('es-ES'), read }))
