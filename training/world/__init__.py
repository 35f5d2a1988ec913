"""The picture-book world that all three models are trained on."""
