cities = Города и районы
topics: Темы
