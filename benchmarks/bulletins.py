"""Makes bulletins by the seed: the same seed gives the same texts, other seeds other figures, names and words.

The sentences are those of ``frames.txt``; what fills their slots is drawn anew for each one. Three kinds of corpus, so
that no cache can flatter a measurement: ``repeated`` says the same few bulletins over and over, ``varied`` draws every
figure and name anew, ``words`` draws the plain words from pkuseg's dictionary as well.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from importlib import resources
from pathlib import Path

from wushan_ie.segmentation.source import read_pickle

Genres = Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]  # name -> titles, sentences
CORPORA = ("repeated", "varied", "words")
FRAMES = Path(__file__).parent / "frames.txt"
_SENTENCES = (8, 24)  # of one bulletin, the fewest and the most
_PARAGRAPH = 4  # sentences of the longest paragraph
_DIFFERENT = 12  # bulletins of the repeated corpus
_WORDS = "词句"  # the section of frames that only the corpus of words uses
_PLAIN = "通用"  # the section that goes with every genre
_PLAIN_SHARE, _WORDS_SHARE = 0.4, 0.3
_SLOT = re.compile(r"\{(\w+)\}")

_FIRST = "青红白黄黑长大小高平双三九龙凤云石竹柳梅松桂金银玉清南北东西上下前后福安永新"
_SECOND = "溪河沟坪坝岭山峰塘湾田林桥井坡梁岩洞滩峡源泉港冲垭岗台坳堰"
_SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁沈姚卢姜崔钟谭"
_GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀英霞平刚桂兰国华建志文海春梅红玉林波辉鹏云飞晓东雪亮成荣德忠义仁礼"
_FIRM = "恒盛瑞丰泰康华宏达信隆嘉润源通汇金鼎安和祥利旺兴旭科创智联远航中天云峰巨力"
_TRADES = ("农业开发", "建筑工程", "生物科技", "食品", "新能源", "旅游发展", "机械制造", "商贸", "物流", "电子科技")
_TOPICS = (
    ("水利", "交通运输", "农业农村", "教育", "卫生健康", "民政", "财政", "住房和城乡建设", "文化和旅游", "林业"),
    ("自然资源", "人力资源和社会保障", "市场监督管理", "发展和改革", "乡村振兴", "应急管理", "商务", "统计"),
)
_POSTS = ("党委书记", "镇长", "副局长", "办公室主任")
_WORKS = (
    ("人饮工程", "村级道路硬化项目", "高标准农田建设项目", "农贸市场改造项目", "污水处理厂", "文化服务中心"),
    ("敬老院扩建工程", "通村公路", "灌区配套工程", "老旧小区改造项目", "冷链物流园", "乡村小学教学楼", "河道治理工程"),
)
_GOODS = (
    "脆李",
    "茶叶",
    "柑橘",
    "中药材",
    "辣椒",
    "蜂蜜",
    "核桃",
    "香菇",
    "土鸡",
    "黄牛",
    "蓝莓",
    "花椒",
    "魔芋",
    "猕猴桃",
)
_UNITS = ("户", "人", "公里", "亩", "个", "台", "套", "吨", "平方米", "余人", "余户", "万人", "万亩", "头", "棵", "条")
_ABOUT = ("", "", "", "", "约", "近", "超", "共计", "达")


class Writer:
    """Writes bulletins; ``chance`` decides everything."""

    def __init__(self, chance: random.Random, dictionary: tuple[str, ...]) -> None:
        self.chance = chance
        self.dictionary = dictionary
        self.county = self._place("县")
        self.slots: Mapping[str, Callable[[], str]] = {
            "county": lambda: self.county,
            "town": lambda: self._place(self.one(("镇", "乡", "镇", "街道"))),
            "village": lambda: self._place(self.one(("村", "村", "社区"))),
            "org": self._org,
            "firm": self._firm,
            "person": self._person,
            "post": lambda: self.one(_POSTS),
            "project": self._project,
            "goods": lambda: self.one(_GOODS),
            "money": self._money,
            "range": lambda: f"{chance.randint(1, 4)}万元至{chance.randint(5, 9)}万元",
            "quantity": lambda: f"{self._figure()}{self.one(_UNITS)}",
            "percent": lambda: f"{chance.randint(1, 99)}{self.one(('%', '.5%', '.2个百分点'))}",
            "date": lambda: f"{chance.randint(1, 12)}月{chance.randint(1, 28)}日",
            "month": lambda: f"{chance.randint(2019, 2025)}年{chance.randint(1, 12)}月",
            "year": lambda: f"{chance.randint(2016, 2025)}年",
            "figure": lambda: str(chance.randint(2, 98)),
            "noun": lambda: self.one(self.dictionary),
            "verb": lambda: self.one(self.dictionary),
        }

    def one(self, choices: tuple[str, ...]) -> str:
        """Return one of the choices."""
        return self.chance.choice(choices)

    def bulletin(self, genres: Genres) -> str:
        """Return a bulletin of a genre: a title, the line of its source, and paragraphs."""
        self.county = self._place("县")
        titles, sentences = genres[self.one(tuple(genre for genre in genres if genre not in (_PLAIN, _WORDS)))]
        lines = [self.fill(self.one(titles)), self._source()]
        left = self.chance.randint(*_SENTENCES)
        while left > 0:
            size = min(left, self.chance.randint(1, _PARAGRAPH))
            frames = [self._frames(genres, sentences) for _ in range(size)]
            lines.append("\u3000\u3000" + "".join(self.fill(self.one(choices)) for choices in frames))
            left -= size
        return "\n".join(lines) + "\n"

    def _frames(self, genres: Genres, sentences: tuple[str, ...]) -> tuple[str, ...]:
        """Return what the next sentence is drawn from."""
        chance = self.chance.random()
        if self.dictionary and chance < _WORDS_SHARE:
            return genres[_WORDS][1]
        return genres[_PLAIN][1] if chance > 1 - _PLAIN_SHARE else sentences

    def fill(self, frame: str) -> str:
        """Return the frame with its slots filled."""
        return _SLOT.sub(lambda slot: self.slots[slot[1]](), frame)

    def _source(self) -> str:
        day = f"{self.chance.randint(2019, 2025)}-{self.chance.randint(1, 12):02}-{self.chance.randint(1, 28):02}"
        return f"发布时间：{day}  来源：{self.county}融媒体中心"

    def _place(self, kind: str) -> str:
        return self.chance.choice(_FIRST) + self.chance.choice(_SECOND) + kind

    def _org(self) -> str:
        topic = self.one(self.chance.choice(_TOPICS))
        return self.one((f"{self.county}{topic}局", f"县{topic}局", f"市{topic}局", f"{self._place('镇')}人民政府"))

    def _firm(self) -> str:
        brand = self.chance.choice(_FIRM) + self.chance.choice(_FIRM)
        return f"{self.county[:2]}{brand}{self.one(_TRADES)}有限公司"

    def _person(self) -> str:
        given = "".join(self.chance.choices(_GIVEN, k=self.chance.choice((1, 2, 2))))
        return self.chance.choice(_SURNAMES) + given

    def _project(self) -> str:
        return self._place(self.one(("村", "镇", ""))) + self.one(self.chance.choice(_WORKS))

    def _figure(self) -> str:
        return self.one((str(self.chance.randint(2, 99)), str(self.chance.randint(100, 99999))))

    def _money(self) -> str:
        figure = self.one((self._figure(), f"{self.chance.randint(1, 999)}.{self.chance.randint(1, 99):02}"))
        return f"{self.one(_ABOUT)}{figure}{self.one(('万元', '万元', '万元', '亿元', '余万元', '元'))}"


def bulletins(corpus: str, seed: int) -> Iterator[tuple[str, str]]:
    """Yield the names and texts of a corpus without end; ``corpus`` is one of ``CORPORA``."""
    genres = read_frames()
    writer = Writer(random.Random(f"{corpus} {seed}"), dictionary() if corpus == "words" else ())
    made: list[str] = []
    number = 0
    while True:
        if corpus != "repeated" or number < _DIFFERENT:
            made = [*made, writer.bulletin(genres)] if corpus == "repeated" else [writer.bulletin(genres)]
        yield f"b{number:07}", made[number % len(made)]
        number += 1


def texts(corpus: str, seed: int, characters: int) -> list[str]:
    """Return bulletins of a corpus, together at least so many characters."""
    found: list[str] = []
    size = 0
    for _, text in bulletins(corpus, seed):
        if size >= characters:
            break
        found.append(text)
        size += len(text)
    return found


@lru_cache(maxsize=1)
def read_frames() -> Genres:
    """Return the titles and the sentences of each genre."""
    genres: dict[str, tuple[list[str], list[str]]] = {}
    titles, sentences = list[str](), list[str]()
    for line in FRAMES.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            titles, sentences = genres.setdefault(line.strip("[]"), ([], []))
        elif line and not line.startswith("#"):
            (titles if line.startswith("!") else sentences).append(line.removeprefix("!"))
    return {genre: (tuple(first), tuple(second)) for genre, (first, second) in genres.items()}


@lru_cache(maxsize=1)
def dictionary() -> tuple[str, ...]:
    """Return the words of two to four characters of the dictionary that pkuseg merges words by."""
    packed = (resources.files("spacy_pkuseg") / "dicts" / "default.pkl").read_bytes()
    return tuple(word for word in read_pickle(packed).split("\n") if 2 <= len(word) <= 4)
