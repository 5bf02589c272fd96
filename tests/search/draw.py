#!/usr/bin/env python3
"""Draws queries over built sites, with the passages that are right: draw.py NAME=FOLDER... >queries.tsv

What is right is told by pymorphy3 (pip install pymorphy3), which knows the forms of words from OpenCorpora's dictionary, and not by the program's
own stems: a passage is right when each word of the query has a lemma in common with a word of its title or text, or with a name of its city, of
one of its topics or of a course it asks for. Words of the texts are drawn at random, and each is asked for in forms drawn at random.

A line is the site, the query, and the right passages as `2024/culture/omsk#results-parks`, separated by blanks.
"""

import glob
import html
import json
import os
import random
import re
import sys
import unicodedata
import zlib

import pymorphy3

WORDS = 50
FORMS = 2
# Words that have lemmas in common with many others, or say nothing.
GRAMMAR = {"PREP", "CONJ", "PRCL", "NPRO", "INTJ", "NUMR", "PRED", "Apro"}
# Forms that nobody looks for.
UNUSUAL = {"impr", "GRND", "COMP", "Cmp2", "Supr", "V-oy", "V-ey", "V-ej", "V-be", "Litr", "Arch", "Slng", "Erro", "Dist", "Infr"}
TOKEN = re.compile(r"[а-яё]+", re.IGNORECASE)

# Chosen queries; what is right for them is told in the same way, word by word.
CHOSEN = {
    "example": [
        "музей игрушки", "ремонт крыш", "библиотека парк", "школьный театр", "многоквартирный дом", "капитальный ремонт лифтов", "детский праздник",
        "новые автобусы", "день города", "тепловые сети", "уличное освещение", "жители двора", "открытие музея", "обучение специалистов",
        "обмен опытом", "книги детям", "лет", "годы", "людей", "детей", "друзей", "времени", "рублей", "дней", "окон", "писем", "участок", "план",
        "опыт", "Примерск", "Примерском", "Ёлкинска", "елкинск", "Выдумске", "Нижнего Вымысла", "Усть-Выдуманске", "Небылицы",
    ],
    "digest": [
        "международные связи", "договор о сотрудничестве", "делегация Китая", "города побратимы", "день города", "муниципальные служащие", "жители",
        "совет", "молодёжь", "лет", "людей", "опыт", "план", "Благовещенска", "Хэйхэ", "Владивостоком", "протокол",
    ],
}


def texts(folder):
    """The passages of a site: the key, the words to be found, from the files that the site has for scripts."""
    index = max(glob.glob(f"{folder}/search/index.*.js"), key=os.path.getmtime)
    index = json.loads(re.search(r"\((.*)\)", open(index, encoding="utf-8").read(), re.S)[1])
    names = {kind: {entry[0]: " ".join(entry[2]) for entry in index[kind]} for kind in ("cities", "topics", "courses")}
    for file in sorted(glob.glob(f"{folder}/texts/*/*/*.js")):
        key, packed = re.match(r'digestText\("(.*?)",`([^`]*)`\)', open(file, encoding="utf-8").read()).groups()
        # Seven bits to a character.
        bits = int("".join(f"{ord(character) & 127:07b}" for character in packed)[:len(packed) * 7 // 8 * 8], 2)
        packed = bits.to_bytes(len(packed) * 7 // 8, "big")
        response = json.loads(zlib.decompress(packed).decode("cp1251", errors="replace"))
        for answer in response["answers"]:
            for passage in answer["passages"]:
                text = html.unescape(re.sub(r"<[^>]*>", " ", passage["html"]))
                # Marks of stress are looked past.
                text = unicodedata.normalize("NFC", text.replace("\u0301", "").replace("\u00ad", ""))
                beside = [names["cities"][key.split("/")[2]]]
                beside += [names["topics"][topic] for topic in passage.get("topics", [])]
                beside += [names["courses"][course] for course in passage.get("courses", [])]
                yield f"{key}#{passage['anchor']}", " ".join([passage.get("title", ""), text]), " ".join(beside)


def main():
    analyzer = pymorphy3.MorphAnalyzer()
    lemmas = {}

    def lemmas_of(word):
        word = word.lower()
        if word not in lemmas:
            lemmas[word] = {parse.normal_form.replace("ё", "е") for parse in analyzer.parse(word)} | {word.replace("ё", "е")}
        return lemmas[word]

    chance = random.Random(19)
    for argument in sys.argv[1:]:
        site, folder = argument.split("=")
        passages = [(key, text, beside) for key, text, beside in texts(folder)]
        known = {key: set().union(*map(lemmas_of, TOKEN.findall(f"{text} {beside}"))) for key, text, beside in passages}
        vocabulary = sorted({word.lower() for _, text, _ in passages for word in TOKEN.findall(text) if len(word) > 3})
        queries = list(CHOSEN[site])
        while len(queries) < len(CHOSEN[site]) + WORDS * FORMS:
            parse = analyzer.parse(chance.choice(vocabulary))[0]
            if GRAMMAR & set(parse.tag.grammemes) or not parse.is_known:
                continue
            forms = sorted({form.word for form in parse.lexeme if len(form.word) > 2 and not UNUSUAL & set(form.tag.grammemes)})
            queries += chance.sample(forms, min(FORMS, len(forms)))
        for query in queries:
            wanted = [lemmas_of(word) for word in TOKEN.findall(query)]
            right = [key for key, _, _ in passages if all(word & known[key] for word in wanted)]
            if right:
                print(f"{site}\t{query}\t{' '.join(right)}")


main()
