"""The models: corpus and composition, training, evaluation, and serving them with onnxruntime and numpy."""
