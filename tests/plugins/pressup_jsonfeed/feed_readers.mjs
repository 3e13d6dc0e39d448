// Reads the pages of a feed with two readers that others wrote, and prints what each has found, page by page, as JSON.
// node feed_readers.mjs NODE_MODULES PAGE...
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'

const [modules, ...pages] = process.argv.slice(2)
const require = createRequire(pathToFileURL(`${modules}/`))
const load = (name) => import(pathToFileURL(require.resolve(name)))
const { parseFeed } = await load('feedsmith')
const { extractFromJson, extractFromXml } = await load('@extractus/feed-extractor')

const found = pages.map((page) => {
  const text = readFileSync(page, 'utf8')
  const smith = parseFeed(text)
  const json = smith.format === 'json'
  const extracted = json
    ? extractFromJson(JSON.parse(text), { useISODateFormat: false })
    : extractFromXml(text, { useISODateFormat: false })
  return {
    format: smith.format,
    feedsmith: (smith.feed.items ?? smith.feed.entries).map((item) => item.id),
    attachments: (smith.feed.items ?? []).flatMap((item) => item.attachments ?? []).map((file) => [file.url, file.size_in_bytes]),
    extractus: extracted.entries.map((entry) => entry.id),
  }
})
console.log(JSON.stringify(found))
