import { Controller, Get, Inject, NotFoundException, Param, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Response } from 'express';
import { SOURCE, type Source } from '../clients/source.module.js';

/** The fake's pictures from the app's own origin: a browser behind a forwarded port reaches no other. */
@ApiExcludeController()
@Controller('image')
export class CoversController {
  constructor(@Inject(SOURCE) private readonly source: Source) {}

  @Get(':type/:id/:size')
  async cover(
    @Param('type') type: string,
    @Param('id') id: string,
    @Param('size') size: string,
    @Res() response: Response,
  ): Promise<void> {
    const { fake } = this.source.extended;
    const path = [type, id, size].map(encodeURIComponent).join('/');
    const picture = fake && (await fetch(`${fake.url}/image/${path}`));
    if (!picture?.ok) throw new NotFoundException('There is no such picture');
    response.set({ 'Content-Type': 'image/svg+xml', 'Cache-Control': 'public, max-age=86400' });
    response.send(await picture.text());
  }
}
