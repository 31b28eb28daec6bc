"""The regressions behind the statement rules learn what is plainly there."""

from training.statements.logistic import fit, fit_choice


def test_a_feature_that_decides_gets_its_weight() -> None:
    rows = [["bias", "said"], ["bias", "walked"]] * 20
    weights = fit(rows, [1.0, 0.0] * 20, l2=0.1)
    assert weights["said"] > 1
    assert weights["walked"] < -1


def test_rare_features_are_left_out() -> None:
    assert "once" not in fit([["bias", "once"], *[["bias"]] * 9], [1.0, *[0.0] * 9], least=2)


def test_the_choice_within_a_group_is_learnt() -> None:
    rows, groups, labels = [], [], []
    for group in range(20):
        rows += [["long"], ["short"], ["other"]]
        groups += [group] * 3
        labels += [0.0, 1.0, 0.0]
    weights = fit_choice(rows, groups, labels, l2=0.1)
    assert weights["short"] > weights["long"]


def test_the_same_data_give_the_same_weights() -> None:
    rows = [["a", "b"], ["b", "c"], ["a", "c"]] * 5
    assert fit(rows, [1.0, 0.0, 1.0] * 5) == fit(rows, [1.0, 0.0, 1.0] * 5)
