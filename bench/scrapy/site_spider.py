"""The peer: a Scrapy spider that follows the same links as Trawl and keeps what its pages are asked for first.

Run with: scrapy runspider site_spider.py -a seed=URL -a stats=FILE -O pages.jsonl
"""
import hashlib
import json
from urllib.parse import urlsplit

import scrapy
from scrapy.http import HtmlResponse
from scrapy.linkextractors import LinkExtractor


class SiteSpider(scrapy.Spider):
    name = "site"
    custom_settings = {
        "ROBOTSTXT_OBEY": False,
        "CONCURRENT_REQUESTS": 16,
        "CONCURRENT_REQUESTS_PER_DOMAIN": 16,
        "DOWNLOAD_DELAY": 0,
        "HTTPERROR_ALLOW_ALL": True,
        "LOG_LEVEL": "WARNING",
        "TELNETCONSOLE_ENABLED": False,
        "REQUEST_FINGERPRINTER_IMPLEMENTATION": "2.7",
    }

    def __init__(self, seed, stats, **kwargs):
        super().__init__(**kwargs)
        self.seed = seed
        self.stats_file = stats
        self.links = LinkExtractor(
            tags=("a", "area", "frame", "iframe"),
            attrs=("href", "src"),
            allow_domains=[urlsplit(seed).netloc],
            deny_extensions=[],
        )

    def start_requests(self):
        # Not start_urls: their requests go past the duplicate filter, and the seed would be fetched twice.
        yield scrapy.Request(self.seed)

    def parse(self, response):
        html = isinstance(response, HtmlResponse)
        yield {
            "url": response.url,
            "status": response.status,
            "contentType": response.headers.get("Content-Type", b"").decode("latin-1"),
            "title": response.css("title::text").get() if html else None,
            "bytes": len(response.body),
            "sha256": hashlib.sha256(response.body).hexdigest(),
            "depth": response.meta.get("depth", 0),
        }
        if html:
            for link in self.links.extract_links(response):
                yield scrapy.Request(link.url)

    def closed(self, reason):
        stats = self.crawler.stats.get_stats()
        with open(self.stats_file, "w", encoding="utf-8") as file:
            json.dump({name: str(value) for name, value in stats.items()}, file)
