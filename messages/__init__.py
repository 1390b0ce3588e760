"""Words: what people say (understand), what they are told (render), and the channels between."""
