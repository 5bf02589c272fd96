level-error = ошибка
level-warning = предупреждение
