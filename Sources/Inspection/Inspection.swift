// Module map; replaced by the module's first file.
