def treatment_variances(table):
    variances = []
    for row in table:
        mean = sum(row) / len(row)
        variances.append(sum((value - mean) ** 2 for value in row) / (len(row) - 1))
    return variances
